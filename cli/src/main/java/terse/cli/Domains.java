package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse domains}: lists and adds hosts, and says how their codes are made. */
@Command(
    name = "domains",
    description = "Lists, adds and edits the hosts that links live on.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {Domains.ListAll.class, Domains.Add.class, Domains.Edit.class})
final class Domains {

  /** What becomes of codes typed in the wrong case. */
  enum WrongCase {
    refuse,
    offer,
    follow
  }

  /** How codes are made; what is absent stays as it is. */
  static final class Codes {
    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "Where codes come from, such as permuted.")
    private @Nullable String source;

    @Option(
        names = "--alphabet",
        paramLabel = "ALPHABET",
        description =
            "base62, base58, base36, crockford32, or 2 to 64 letters, digits, - and _ of one's own.")
    private @Nullable String alphabet;

    @Option(
        names = "--length",
        paramLabel = "N",
        description = "Symbols of a code, the check symbol aside.")
    private @Nullable Integer length;

    @Option(
        names = "--longest-length",
        paramLabel = "N",
        description = "Symbols that codes grow to as each length fills up.")
    private @Nullable Integer longestLength;

    @Option(
        names = "--fill",
        paramLabel = "PERCENT",
        description = "How much of a length is given out before the next one begins.")
    private @Nullable Integer fill;

    @Option(
        names = "--check-symbol",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether codes end in a symbol that tells a slip of the keyboard.")
    private @Nullable Boolean checkSymbol;

    @Option(
        names = "--wrong-case",
        paramLabel = "WHAT",
        description = "What becomes of codes in the wrong case: ${COMPLETION-CANDIDATES}.")
    private @Nullable WrongCase wrongCase;

    /** Adds what was given to a request, if anything was. */
    void addTo(ObjectNode request) {
      var codes = Json.object();
      codes.put("source", source).put("alphabet", alphabet);
      codes.put("length", length).put("longestLength", longestLength).put("fill", fill);
      codes.put("checkSymbol", checkSymbol);
      codes.put("wrongCase", wrongCase == null ? null : wrongCase.name());
      codes.properties().removeIf(property -> property.getValue().isNull());
      if (!codes.isEmpty()) {
        request.set("codes", codes);
      }
    }
  }

  /** When links of a domain expire that say nothing themselves; stays as it is if absent. */
  static final class Expiry {
    private static final String NEVER = "never";

    @Option(
        names = "--default-expiry",
        paramLabel = "TIME",
        description =
            "How long new links live that name no expiry of their own: P30D, PT12H or never.")
    private @Nullable String time;

    /** Adds what was given to a request, if anything was. */
    void addTo(ObjectNode request) {
      if (time != null) {
        request.put("defaultExpiry", time.equals(NEVER) ? null : time);
      }
    }
  }

  /** {@code terse domains list}. */
  @Command(
      name = "list",
      description = "Lists the hosts that links live on.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;

    @Option(names = "--json", description = "Print the domains as JSON.")
    private boolean json;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var domains = connection.open().get("/domains", Map.of()).path("domains");
      if (json) {
        terminal.out().println(Json.pretty(domains));
      } else {
        print(terminal, "id", "host", "expiry", "codes");
        domains.forEach(domain -> print(terminal, domain));
      }
    }
  }

  /** {@code terse domains add}. */
  @Command(
      name = "add",
      description = "Adds a host that links can live on.",
      mixinStandardHelpOptions = true)
  static final class Add implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;
    @Mixin private final Codes codes = new Codes();
    @Mixin private final Expiry expiry = new Expiry();

    @Parameters(paramLabel = "HOST", description = "The host, with its port if need be.")
    private String host = "";

    Add(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var request = Json.object().put("host", host);
      codes.addTo(request);
      expiry.addTo(request);
      print(terminal, connection.open().post("/domains", request));
    }
  }

  /** {@code terse domains edit}. */
  @Command(
      name = "edit",
      description =
          "Says how codes of a domain are made from now on, and how long new links live; those given out stay as they are.",
      mixinStandardHelpOptions = true)
  static final class Edit implements Runnable {
    private final Terminal terminal;
    @Mixin private final Connection connection;
    @Mixin private final Codes codes = new Codes();
    @Mixin private final Expiry expiry = new Expiry();

    @Parameters(paramLabel = "ID", description = "The domain's number; 1 is the default one.")
    private int id;

    Edit(Terminal terminal) {
      this.terminal = terminal;
      this.connection = new Connection(terminal);
    }

    @Override
    public void run() {
      var request = Json.object();
      codes.addTo(request);
      expiry.addTo(request);
      print(terminal, connection.open().patch("/domains/" + id, request));
    }
  }

  private static void print(Terminal terminal, JsonNode domain) {
    var expiry = Json.text(domain, "defaultExpiry");
    print(
        terminal,
        domain.path("id").asText(),
        domain.path("host").asText(),
        expiry == null ? "never" : expiry,
        codes(domain.path("codes")));
  }

  private static String codes(JsonNode codes) {
    var longest = codes.path("longestLength").asInt();
    var length = codes.path("length").asText();
    return "%s %s, %s symbols%s, wrong case: %s"
        .formatted(
            codes.path("source").asText(),
            codes.path("alphabet").asText(),
            codes.path("length").asInt() == longest
                ? length
                : length + " to " + longest + " (" + codes.path("fill").asText() + " %)",
            codes.path("checkSymbol").asBoolean() ? " and a check symbol" : "",
            codes.path("wrongCase").asText());
  }

  private static void print(Terminal terminal, Object... cells) {
    var line = String.format(Locale.ROOT, "%5s  %-30s %-8s %s", cells);
    terminal.out().println(line.stripTrailing());
  }
}
