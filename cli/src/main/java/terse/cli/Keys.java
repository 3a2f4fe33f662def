package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse keys}: creates, lists and revokes API keys. */
@Command(
    name = "keys",
    description = "Creates, lists and revokes API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {Keys.Create.class, Keys.ListAll.class, Keys.Revoke.class})
final class Keys {

  /** What a key may do. */
  enum Role {
    admin,
    member
  }

  /** {@code terse keys create}. */
  @Command(
      name = "create",
      description = "Creates a key and prints its secret, which is shown only now.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    @Parameters(paramLabel = "NAME", description = "A label for people.")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "One of ${COMPLETION-CANDIDATES}; member if absent.")
    private Role role = Role.member;

    @Option(
        names = "--account",
        paramLabel = "N",
        description = "The account it acts for; a new one if absent.")
    private @Nullable Integer account;

    @Option(names = "--json", description = "Print the whole key as JSON.")
    private boolean json;

    Create(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var request = Json.object().put("name", name).put("role", role.name());
      if (account != null) {
        request.put("account", account);
      }
      var key = connection.open().post("/keys", request);
      terminal.out().println(json ? Json.pretty(key) : key.path("secret").asText());
    }
  }

  /** {@code terse keys list}. */
  @Command(
      name = "list",
      description = "Lists all keys, without their secrets.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    @Option(names = "--json", description = "Print the keys as JSON.")
    private boolean json;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var keys = connection.open().get("/keys", Map.of()).path("keys");
      if (json) {
        terminal.out().println(Json.pretty(keys));
        return;
      }
      row("id", "account", "role", "created", "name", "");
      keys.forEach(this::row);
    }

    private void row(JsonNode key) {
      row(
          key.path("id").asText(),
          key.path("account").asText(),
          key.path("role").asText(),
          key.path("createdAt").asText(),
          Printable.of(key.path("name").asText(), 100),
          Json.text(key, "revokedAt") == null ? "" : terminal.paint(31, "(revoked)"));
    }

    private void row(Object... cells) {
      var line = String.format(Locale.ROOT, "%5s %8s  %-7s %-25s %s %s", cells);
      terminal.out().println(line.stripTrailing());
    }
  }

  /** {@code terse keys revoke}. */
  @Command(
      name = "revoke",
      description = "Revokes a key: from now on it is refused.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    @Parameters(paramLabel = "ID", description = "The key's number.")
    private int id;

    Revoke(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      connection.open().delete("/keys/" + id);
      terminal.err().println("Key " + id + " is revoked.");
    }
  }
}
