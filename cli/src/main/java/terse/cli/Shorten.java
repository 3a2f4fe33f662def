package terse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse shorten}: creates a link and prints its short URL. */
@Command(
    name = "shorten",
    description = "Creates a link and prints its short URL.",
    mixinStandardHelpOptions = true)
final class Shorten implements Runnable {
  private final Terminal terminal;
  @Mixin private final Connection connection;

  @Parameters(paramLabel = "URL", description = "Where the link leads: http or https.")
  private String url = "";

  @Option(names = "--alias", paramLabel = "NAME", description = "A name instead of a code.")
  private @Nullable String alias;

  @Option(names = "--domain", paramLabel = "HOST", description = "The host it lives on.")
  private @Nullable String domain;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it ends: 30m, 12h, 7d, 2w, 2030-12-31 (UTC) or 2030-12-31T23:00:00Z.")
  private @Nullable String expires;

  @Option(
      names = "--max-visits",
      paramLabel = "N",
      description = "How often it opens at most; 1 for a link that opens once.")
  private @Nullable Integer maxVisits;

  @Option(names = "--title", paramLabel = "TEXT", description = "A label for people.")
  private @Nullable String title;

  @Option(names = "--tag", paramLabel = "TAG", description = "A label to filter by; repeatable.")
  private List<String> tags = List.of();

  @Option(
      names = "--status",
      paramLabel = "CODE",
      description = "The redirect's status: 301, 302, 307 or 308.")
  private @Nullable Integer status;

  @Option(names = "--reuse", description = "Take your live link to the same URL if there is one.")
  private boolean reuse;

  @Option(names = "--json", description = "Print the whole link as JSON.")
  private boolean json;

  Shorten(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
  }

  @Override
  public void run() {
    var link = connection.open().post("/links", request());
    terminal.out().println(json ? Json.pretty(link) : link.path("shortUrl").asText());
  }

  private ObjectNode request() {
    var request = Json.object().put("url", url);
    put(request, "alias", alias);
    put(request, "domain", domain);
    put(request, "title", title);
    if (expires != null) {
      request.put("expiresAt", Moment.after(expires, terminal.time().instant()).toString());
    }
    if (maxVisits != null) {
      request.put("maxVisits", maxVisits);
    }
    if (status != null) {
      request.put("status", status);
    }
    if (reuse) {
      request.put("reuse", true);
    }
    if (!tags.isEmpty()) {
      var array = request.putArray("tags");
      tags.forEach(array::add);
    }
    return request;
  }

  private static void put(ObjectNode request, String field, @Nullable String value) {
    if (value != null) {
      request.put(field, value);
    }
  }
}
