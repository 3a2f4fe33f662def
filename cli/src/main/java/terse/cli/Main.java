package terse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/**
 * The entry point: finds the command, runs it, and turns its failure into a sentence and a code.
 */
@Command(
    name = "terse",
    description = "Short links: serve, create, report.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or done in part",
      "2:wrong usage or input refused",
      "3:the server cannot be reached or is busy",
      "4:the API key is missing, wrong or not allowed",
      "5:there is no such thing"
    },
    footer = {
      "",
      "Where the server is: --server or TERSE_SERVER (http://localhost:8081).",
      "The API key: --key, TERSE_KEY, --key-file or ./data/admin.key."
    },
    subcommands = {
      Serve.class,
      Shorten.class,
      Expand.class,
      Stats.class,
      Import.class,
      Export.class,
      Keys.class,
      Domains.class,
      CodeKeys.class,
      Restore.class,
      Plan.class,
      Ids.class,
      Doctor.class,
      Build.class,
      Rehearse.class,
      Unpack.class
    })
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs one command line to its end. */
  static int run(Terminal terminal, String... arguments) {
    var line = commandLine(terminal);
    var code = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Main(), new Commands(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, _, _) -> explain(terminal, failure));
  }

  private static int explain(Terminal terminal, Exception failure) throws Exception {
    if (terminal.environment().containsKey("TERSE_TRACE")) {
      throw failure;
    }
    var known = failure instanceof Failure told ? told : unexpected(failure);
    terminal.err().println(terminal.paintNote(31, "terse: ") + known.sentence());
    return known.exitCode();
  }

  /** The version that was built, which the build writes down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream text = Main.class.getResourceAsStream("version")) {
        return new String[] {
          "terse " + new String(requireNonNull(text).readAllBytes(), UTF_8).strip()
        };
      }
    }
  }

  private static Failure unexpected(Exception failure) {
    return new Failure(
        Exit.FAILED, "Unexpectedly failed: " + failure + " (TERSE_TRACE=1 shows where)");
  }
}
