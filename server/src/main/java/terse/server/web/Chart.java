package terse.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import terse.report.Bucket;
import terse.report.Buckets;
import terse.report.Stats;

/**
 * Clicks over time as bars, in a drawing {@link #WIDE} units a bar wide and {@link #HIGH} high.
 *
 * @param summary the whole in one sentence
 * @param column what the bars are: hours or days
 * @param top the number at the upper edge
 * @param bars in order of time
 */
record Chart(String summary, String column, long top, List<Bar> bars) {
  static final int WIDE = 10;
  static final int HIGH = 100;

  private static final long[] ROUND = {4, 6, 8, 10, 12, 16, 20, 24, 30};

  /** One bar: people at the foot, programs above them. */
  record Bar(String label, long people, long bots, long visitors, int x, Rise lower, Rise upper) {
    String tip() {
      return label
          + ": "
          + ClickFigures.clicks(people)
          + (bots == 0 ? "" : ", " + bots + " by bots");
    }
  }

  /** Where a part of a bar is, from its upper edge down. */
  record Rise(String y, String height) {
    static Rise of(double foot, double height) {
      return new Rise(number(HIGH - foot - height), number(height));
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
  }

  static Chart of(Range range, Instant now, Stats stats) {
    Buckets buckets = Buckets.covering(range.from(now), now, range.bucket(), ZoneOffset.UTC);
    Map<Instant, Stats.Point> points = new HashMap<>();
    stats.series().forEach(point -> points.put(point.start(), point));
    long highest =
        stats.series().stream().mapToLong(p -> p.clicks() + p.botClicks()).max().orElse(0);
    long top = roundUp(Math.max(highest, 4));
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      Instant start = Instant.ofEpochMilli(buckets.start(i));
      bars.add(bar(range, i, points.getOrDefault(start, new Stats.Point(start, 0, 0, 0)), top));
    }
    return new Chart(summary(bars.getFirst().label(), stats), column(range), top, bars);
  }

  private static Bar bar(Range range, int index, Stats.Point point, long top) {
    double people = point.clicks() * (double) HIGH / top;
    double bots = point.botClicks() * (double) HIGH / top;
    return new Bar(
        label(range, point.start()),
        point.clicks(),
        point.botClicks(),
        point.visitors(),
        index * WIDE,
        Rise.of(0, people),
        Rise.of(people, bots));
  }

  private static String label(Range range, Instant start) {
    String pattern = range.bucket() == Bucket.HOUR ? "EEE HH:mm" : "d MMM";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(start);
  }

  private static String column(Range range) {
    return range.bucket() == Bucket.HOUR ? "Hour (UTC)" : "Day (UTC)";
  }

  private static String summary(String since, Stats stats) {
    return ClickFigures.clicks(stats.clicks())
        + " by people and "
        + ClickFigures.text(stats.botClicks())
        + " by bots since "
        + since
        + " (UTC).";
  }

  /** The next round number that can be halved on the axis. */
  static long roundUp(long value) {
    for (long power = 1; ; power *= 10) {
      for (long step : ROUND) {
        if (step * power >= value) {
          return step * power;
        }
      }
    }
  }

  int width() {
    return bars.size() * WIDE;
  }

  String topText() {
    return ClickFigures.text(top);
  }

  String halfText() {
    return ClickFigures.text(top / 2);
  }

  /** The labels below: the first, the middle and the last. */
  List<String> marks() {
    return List.of(
        bars.getFirst().label(), bars.get(bars.size() / 2).label(), bars.getLast().label());
  }
}
