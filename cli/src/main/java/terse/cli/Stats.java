package terse.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse stats}: reports the clicks of one link or of all. */
@Command(
    name = "stats",
    description = "Reports the clicks of a link, or of all links.",
    mixinStandardHelpOptions = true)
final class Stats implements Runnable {
  private final Terminal terminal;
  @Mixin private final Connection connection;

  @Parameters(
      paramLabel = "LINK",
      arity = "0..1",
      description =
          "The link's id, or its short URL or code while it is live; all links if absent.")
  private @Nullable String link;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Start: 30m, 12h, 7d ago, a day (2030-12-31) or an instant.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "End, exclusive; now if absent.")
  private @Nullable String to;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of days, weeks and months; this machine's if absent.")
  private @Nullable String zone;

  @Option(
      names = "--bucket",
      paramLabel = "WIDTH",
      description = "One of ${COMPLETION-CANDIDATES}; day if absent.")
  private Width bucket = Width.day;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(names = "--csv", description = "Print the series as CSV.")
  private boolean csv;

  /** The width of a bar. */
  enum Width {
    minute,
    hour,
    day,
    week,
    month
  }

  Stats(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
  }

  @Override
  public void run() {
    var api = connection.open();
    var path = path(api);
    if (csv) {
      terminal.out().print(api.text(path, query(), "text/csv"));
      return;
    }
    var report = api.get(path, query());
    if (json) {
      terminal.out().println(Json.pretty(report));
    } else {
      new StatsTable(terminal, zone(), bucket).print(report);
    }
  }

  private String path(Api api) {
    return link == null ? "/stats" : "/links/" + Api.encoded(id(api, link)) + "/stats";
  }

  private static String id(Api api, String link) {
    return link.contains("/") || !link.contains(".")
        ? api.get("/expand", Map.of("shortUrl", link)).path("id").asText()
        : link;
  }

  private Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    var now = terminal.time().instant();
    if (from != null) {
      query.put("from", Moment.before(from, now, zone()).toString());
    }
    if (to != null) {
      query.put("to", Moment.before(to, now, zone()).toString());
    }
    query.put("timezone", zone().getId());
    query.put("bucket", bucket.name());
    return query;
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new Failure(
          Exit.USAGE, "“" + zone + "” is no time zone: give one such as Europe/Rome.");
    }
  }
}
