package terse.server;

import java.io.PrintStream;

/** What {@code terse serve --help} says: every setting there is. */
final class Usage {
  private static final String HEAD =
      """
      Usage: terse serve [--SETTING VALUE]...
      Runs the server until it is told to end (SIGTERM, exit code 0).
      Every setting is a flag, a variable (--app-port is TERSE_APP_PORT) or a line of the file that
      --config FILE or TERSE_CONFIG names; flags win over variables, and these over the file.
      """;

  private Usage() {}

  static void print(PrintStream out) {
    out.println(HEAD);
    Settings.all().forEach(setting -> out.print(entry(setting)));
    out.flush();
  }

  private static String entry(Setting<?> setting) {
    String usual = setting.defaultText();
    return "  --%s <%s>%s%n      %s%n"
        .formatted(
            setting.name(),
            setting.type(),
            usual == null || usual.isEmpty() ? "" : " (" + usual + ")",
            setting.description());
  }
}
