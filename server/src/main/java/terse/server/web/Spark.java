package terse.server.web;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The clicks of a link in its last days, and their course as a line in a drawing of 100 by 24.
 *
 * @param points the corners of the line, as SVG has them
 */
record Spark(long clicks, String points) {
  /** How many days it tells of. */
  static final int DAYS = 30;

  /** The days of a link that was not clicked. */
  static final List<Long> NEVER = Collections.nCopies(DAYS, 0L);

  private static final double FOOT = 23;
  private static final double RISE = 22;

  /** The line of {@link #DAYS} daily counts, oldest first. */
  static Spark of(List<Long> days) {
    long most = Math.max(1, Collections.max(days));
    String points =
        IntStream.range(0, days.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        i * 100.0 / (days.size() - 1),
                        FOOT - RISE * days.get(i) / most))
            .collect(Collectors.joining(" "));
    return new Spark(days.stream().mapToLong(Long::longValue).sum(), points);
  }

  String text() {
    return ClickFigures.text(clicks);
  }
}
