package terse.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;

/**
 * A report asked for.
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
  public StatsQuery {
    filters = Map.copyOf(filters);
  }
}
