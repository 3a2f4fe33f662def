package terse.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.report.Bucket;
import terse.report.StatsQuery;

/** The spans of time a chart can show. */
enum Range {
  DAY("24h", "24 hours", Bucket.HOUR, 24),
  WEEK("7d", "7 days", Bucket.DAY, 7),
  MONTH("30d", "30 days", Bucket.DAY, 30),
  QUARTER("90d", "90 days", Bucket.DAY, 90);

  private static final int TOP = 8;

  private final String id;
  private final String text;
  private final Bucket bucket;
  private final int bars;

  Range(String id, String text, Bucket bucket, int bars) {
    this.id = id;
    this.text = text;
    this.bucket = bucket;
    this.bars = bars;
  }

  /** The range with this id, a month if there is none. */
  static Range named(String id) {
    return all().stream().filter(range -> range.id.equals(id)).findFirst().orElse(MONTH);
  }

  static List<Range> all() {
    return List.of(values());
  }

  String id() {
    return id;
  }

  String text() {
    return text;
  }

  Bucket bucket() {
    return bucket;
  }

  /** The start of its first bar, if the last one is under way. */
  Instant from(Instant now) {
    ChronoUnit unit = bucket == Bucket.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    return now.truncatedTo(unit).minus(Duration.of(bars - 1L, unit));
  }

  /** The report of this range about a link. */
  StatsQuery query(@Nullable LinkRef link, Instant now) {
    return new StatsQuery(
        link, null, from(now), now, ZoneOffset.UTC, bucket, java.util.Map.of(), TOP);
  }
}
