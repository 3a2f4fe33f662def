package terse.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terse code-keys}: lists and rotates the secrets that codes are made with. */
@Command(
    name = "code-keys",
    description = "Lists and rotates the secrets that codes are made with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CodeKeys.ListAll.class, CodeKeys.Rotate.class})
final class CodeKeys {

  /** {@code terse code-keys list}. */
  @Command(
      name = "list",
      description = "Lists the key epochs; the secrets are in codes.key alone.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    @Option(names = "--json", description = "Print the epochs as JSON.")
    private boolean json;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var epochs = connection.open().get("/code-keys", Map.of()).path("epochs");
      if (json) {
        terminal.out().println(Json.pretty(epochs));
        return;
      }
      for (var epoch : epochs) {
        var current = epoch.path("current").asBoolean() ? "  (current)" : "";
        terminal.out().println(epoch.path("epoch").asText() + current);
      }
    }
  }

  /** {@code terse code-keys rotate}. */
  @Command(
      name = "rotate",
      description = "Makes new codes with a new secret from now on; old codes stay what they are.",
      mixinStandardHelpOptions = true)
  static final class Rotate implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    Rotate(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var begun = connection.open().post("/code-keys", Json.object());
      terminal
          .err()
          .println(
              "Key epoch " + begun.path("epoch").asText() + " has begun. Back up codes.key again.");
    }
  }
}
