package terse.cli;

import picocli.CommandLine;

/** Makes commands: those with a constructor that takes the terminal get it. */
record Commands(Terminal terminal) implements CommandLine.IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Terminal.class) {
        return type.cast(constructor.newInstance(terminal));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
