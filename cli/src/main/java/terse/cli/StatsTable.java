package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report laid out for people: totals, a chart of the series, the most frequent values. */
record StatsTable(Terminal terminal, ZoneId zone, Stats.Width bucket) {
  private static final int ROWS = 31;
  private static final int COLUMNS = 40;

  void print(JsonNode report) {
    totals(report);
    series(report.path("series"));
    report.path("breakdowns").properties().forEach(each -> values(each.getKey(), each.getValue()));
    var fresh = Json.text(report, "freshUntil");
    terminal
        .out()
        .println(fresh == null ? "\nNo click was taken in yet." : "\nComplete until " + fresh);
  }

  private void totals(JsonNode report) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%s clicks, %,d %s (and %,d by bots)%n24 hours %,d · 7 days %,d · 30 days %,d%n",
            terminal.paint(1, String.format(Locale.ROOT, "%,d", report.path("clicks").asLong())),
            report.path("visitors").asLong(),
            report.path("visitorsAre").asText("visitors"),
            report.path("botClicks").asLong(),
            report.path("last24Hours").asLong(),
            report.path("last7Days").asLong(),
            report.path("last30Days").asLong());
  }

  private void series(JsonNode series) {
    var points = new ArrayList<JsonNode>();
    series.forEach(points::add);
    if (points.isEmpty()) {
      return;
    }
    var shown = points.subList(Math.max(0, points.size() - ROWS), points.size());
    terminal.out().println();
    if (shown.size() < points.size()) {
      terminal.out().println("… " + (points.size() - shown.size()) + " earlier (see --csv)");
    }
    var most = most(shown);
    shown.forEach(point -> row(label(point), point.path("clicks").asLong(), most));
  }

  private void values(String dimension, JsonNode values) {
    var counts = new ArrayList<JsonNode>();
    values.forEach(counts::add);
    if (counts.stream().allMatch(count -> nothingKnown(dimension, count))) {
      return;
    }
    terminal.out().println("\n" + terminal.paint(1, dimension));
    var most = most(counts);
    counts.forEach(count -> row(value(dimension, count), count.path("clicks").asLong(), most));
  }

  private static boolean nothingKnown(String dimension, JsonNode count) {
    return value(dimension, count).equals("(unknown)");
  }

  private void row(String label, long clicks, long most) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-24s %,9d %s%n",
            Printable.of(label, 24),
            clicks,
            terminal.paint(36, Bar.of(clicks, most, COLUMNS)));
  }

  private static long most(List<JsonNode> rows) {
    return rows.stream().mapToLong(row -> row.path("clicks").asLong()).max().orElse(0);
  }

  private String label(JsonNode point) {
    var start = Instant.parse(point.path("start").asText());
    var pattern =
        switch (bucket) {
          case minute, hour -> "yyyy-MM-dd HH:mm";
          case day, week -> "yyyy-MM-dd EEE";
          case month -> "yyyy-MM";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone).format(start);
  }

  private static String value(String dimension, JsonNode count) {
    var value = count.path("value").asText();
    return !value.isEmpty() ? value : dimension.equals("referrer") ? "(direct)" : "(unknown)";
  }
}
