package terse.server.api;

import java.util.List;
import java.util.Locale;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;

/**
 * A report as CSV (RFC 4180): one table of the total, the buckets and the breakdowns. Values that a
 * spreadsheet would take for a formula get an apostrophe in front.
 */
final class StatsCsv {
  private static final String END = "\r\n";

  private final StringBuilder text =
      new StringBuilder("kind,value,clicks,botClicks,visitors" + END);

  private StatsCsv() {}

  static String write(StatsQuery query, Stats stats) {
    StatsCsv csv = new StatsCsv();
    csv.row(
        "total",
        "",
        stats.clicks(),
        Long.toString(stats.botClicks()),
        Long.toString(stats.visitors()));
    String bucket = query.bucket().name().toLowerCase(Locale.ROOT);
    for (Stats.Point point : stats.series()) {
      csv.row(
          bucket,
          point.start().toString(),
          point.clicks(),
          Long.toString(point.botClicks()),
          Long.toString(point.visitors()));
    }
    for (Dimension dimension : Dimension.values()) {
      for (Stats.Count count : stats.breakdowns().getOrDefault(dimension, List.of())) {
        csv.row(dimension.wireName(), count.value(), count.clicks(), "", "");
      }
    }
    return csv.text.toString();
  }

  private void row(String kind, String value, long clicks, String botClicks, String visitors) {
    text.append(kind).append(',').append(quoted(value)).append(',').append(clicks).append(',');
    text.append(botClicks).append(',').append(visitors).append(END);
  }

  private static String quoted(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
