package terse.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the {@link Config}: file, then environment, then flags, each overriding the one before. */
final class ConfigReader {
  private static final String PREFIX = "TERSE_";

  /** A value as it was given, and where. */
  private record Given(String text, String source) {}

  private final List<String> arguments;
  private final Map<String, String> environment;
  private final Map<String, Given> given = new LinkedHashMap<>();

  ConfigReader(List<String> arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.environment = environment;
  }

  Config read() {
    Map<String, Given> flags = flags();
    Given file = flags.remove("config");
    if (file == null && environment.get(PREFIX + "CONFIG") != null) {
      file = new Given(environment.getOrDefault(PREFIX + "CONFIG", ""), PREFIX + "CONFIG");
    }
    if (file != null) {
      given.putAll(properties(file));
    }
    given.putAll(variables());
    given.putAll(flags);
    return new Config(parseAll());
  }

  private Map<String, Given> flags() {
    Map<String, Given> flags = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        throw StartFailure.configuration(
            "'"
                + argument
                + "' on the command line is not a setting; settings look like --port 8080.");
      }
      int equals = argument.indexOf('=');
      if (equals < 0 && i + 1 == arguments.size()) {
        throw StartFailure.configuration(argument + " on the command line needs a value.");
      }
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      String text = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      flags.put(name, new Given(text, "--" + name + " on the command line"));
    }
    return flags;
  }

  private Map<String, Given> variables() {
    Map<String, String> names = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      names.put(setting.variable(), setting.name());
      names.put(setting.variable() + "_FILE", setting.name() + "-file");
    }
    Map<String, Given> variables = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (variable.startsWith(PREFIX) && !variable.equals(PREFIX + "CONFIG")) {
                String name = names.getOrDefault(variable, variable);
                variables.put(name, new Given(text, variable + " in the environment"));
              }
            });
    return variables;
  }

  private static Map<String, Given> properties(Given file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file.text()))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The configuration file " + file.text() + " (" + file.source() + ") cannot be read.");
    }
    Map<String, Given> result = new TreeMap<>();
    properties.forEach(
        (name, text) ->
            result.put(
                name.toString(), new Given(text.toString(), "'" + name + "' in " + file.text())));
    return result;
  }

  private Map<Setting<?>, Object> parseAll() {
    Map<String, Given> left = new LinkedHashMap<>(given);
    Map<Setting<?>, Object> values = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      Given value = left.remove(setting.name());
      Given secretFile = setting.secret() ? left.remove(setting.name() + "-file") : null;
      if (value == null && secretFile != null) {
        value = new Given(contentOf(secretFile), secretFile.source());
      }
      if (value == null && setting.defaultText() != null) {
        value = new Given(setting.defaultText(), "the default");
      }
      if (value != null) {
        values.put(setting, parse(setting, value));
      }
    }
    left.forEach(ConfigReader::refuse);
    return values;
  }

  private static Object parse(Setting<?> setting, Given value) {
    try {
      return setting.parse().apply(value.text().strip());
    } catch (IllegalArgumentException e) {
      String shown = setting.secret() ? "" : " is '" + value.text() + "', and";
      throw StartFailure.configuration(
          "The setting '%s' (%s)%s must be %s."
              .formatted(setting.name(), value.source(), shown, e.getMessage()));
    }
  }

  private static String contentOf(Given file) {
    try {
      return Files.readString(Path.of(file.text())).strip();
    } catch (IOException | IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The secret file " + file.text() + " (" + file.source() + ") cannot be read.");
    }
  }

  private static void refuse(String name, Given value) {
    throw StartFailure.configuration(
        "There is no setting '%s' (%s); docs/configuration.md lists every setting."
            .formatted(name, value.source()));
  }
}
