package terse.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;

/**
 * A report asked for. Instants before 1970 or beyond the year 9999 are moved to the nearest within.
 *
 * @param link only this link, null for all
 * @param owner only links of this account, null for all
 * @param from first instant, inclusive; null for the beginning
 * @param to end, exclusive; never null: the caller says what now is
 * @param zone the time zone of calendar buckets
 * @param bucket width of the series' buckets
 * @param filters values that must match, all of them; the value {@code ""} matches unknown
 * @param top how many values a breakdown has, 1 to 1,000
 */
public record StatsQuery(
    @Nullable LinkRef link,
    @Nullable Integer owner,
    @Nullable Instant from,
    Instant to,
    ZoneId zone,
    Bucket bucket,
    Map<Dimension, String> filters,
    int top) {
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final int MOST = 1_000;

  public StatsQuery {
    if (top < 1 || top > MOST) {
      throw new IllegalArgumentException("A breakdown has 1 to " + MOST + " values");
    }
    from = from == null ? null : clamp(from);
    to = clamp(to);
    filters = Map.copyOf(filters);
  }

  private static Instant clamp(Instant at) {
    if (at.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return at.isAfter(LAST) ? LAST : at;
  }
}
