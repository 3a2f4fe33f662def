package terse.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param clicks clicks by people within the range
 * @param botClicks clicks by programs within the range
 * @param visitors distinct visitors among the people; beyond one salt period the sum over periods
 * @param visitorsAre what {@code visitors} counts: {@code visitors} or {@code visitor-days}
 * @param last24Hours clicks by people in the 24 hours before {@code to}; the two others alike
 * @param series one bucket after the other, without gaps, oldest first; empty if there was no click
 * @param breakdowns per dimension the most frequent values among people, most frequent first
 * @param freshUntil clicks answered before this instant are all counted; null if nothing was taken
 *     in yet
 */
public record Stats(
    long clicks,
    long botClicks,
    long visitors,
    String visitorsAre,
    long last24Hours,
    long last7Days,
    long last30Days,
    List<Point> series,
    Map<Dimension, List<Count>> breakdowns,
    @Nullable Instant freshUntil) {
  public Stats {
    series = List.copyOf(series);
    breakdowns = Map.copyOf(breakdowns);
  }

  /** One bucket of the series: its start, clicks by people, clicks by programs, visitors. */
  public record Point(Instant start, long clicks, long botClicks, long visitors) {}

  /** One value of a breakdown; the empty string stands for unknown (or direct, for referrers). */
  public record Count(String value, long clicks) {

    /** The order of breakdowns: most frequent first, then by the bytes of the value. */
    public static final Comparator<Count> ORDER =
        Comparator.comparingLong(Count::clicks)
            .reversed()
            .thenComparing(count -> count.value.getBytes(UTF_8), Arrays::compareUnsigned);
  }
}
