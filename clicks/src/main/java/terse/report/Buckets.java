package terse.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;

/**
 * The buckets of a series: gap-free, in the calendar of a time zone. Days are as long as the zone
 * makes them, weeks begin on Monday, and an hour cut by a change of offset is two buckets.
 */
public final class Buckets {
  /** The most buckets a series has. */
  public static final int LIMIT = 10_000;

  private final long[] bounds;

  private Buckets(long[] bounds) {
    this.bounds = bounds;
  }

  /**
   * The buckets that cover a range. The first may begin before it and the last end after it.
   *
   * @throws ReportException if there would be more than {@link #LIMIT}
   */
  public static Buckets covering(Instant from, Instant to, Bucket width, ZoneId zone) {
    var bounds = new long[LIMIT + 1];
    int n = 0;
    Instant at = floor(from, width, zone);
    bounds[n++] = at.toEpochMilli();
    while (at.isBefore(to) && from.isBefore(to)) {
      if (n > LIMIT) {
        throw new ReportException(
            ReportException.Reason.TOO_MANY_BUCKETS,
            "A series has at most "
                + LIMIT
                + " buckets: ask for wider buckets or for a shorter time.");
      }
      at = next(at, width, zone);
      bounds[n++] = at.toEpochMilli();
    }
    return new Buckets(Arrays.copyOf(bounds, n));
  }

  /** How many there are, 0 for an empty range. */
  public int size() {
    return bounds.length - 1;
  }

  /**
   * The start of a bucket in milliseconds since 1970; of the one after the last, the end of all.
   */
  public long start(int index) {
    return bounds[index];
  }

  /** The bucket an instant in milliseconds since 1970 lies in; it must lie in one. */
  public int indexOf(long millis) {
    int i = Arrays.binarySearch(bounds, millis);
    return i >= 0 ? i : -i - 2;
  }

  /**
   * The longest time, in milliseconds, that divides every bound: counts by it never straddle two.
   */
  public long unit() {
    long unit = 0;
    for (long bound : bounds) {
      unit = gcd(unit, Math.abs(bound));
    }
    return Math.max(unit, 1);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static Instant floor(Instant at, Bucket width, ZoneId zone) {
    LocalDate date = at.atZone(zone).toLocalDate();
    return switch (width) {
      case MINUTE -> clockFloor(at, 60, zone);
      case HOUR -> clockFloor(at, 3600, zone);
      case DAY -> startOf(date, zone);
      case WEEK ->
          startOf(date.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY)), zone);
      case MONTH -> startOf(date.withDayOfMonth(1), zone);
    };
  }

  private static Instant next(Instant start, Bucket width, ZoneId zone) {
    LocalDate date = start.atZone(zone).toLocalDate();
    return switch (width) {
      case MINUTE -> clockNext(start, 60, zone);
      case HOUR -> clockNext(start, 3600, zone);
      case DAY -> after(start, date, 1, zone);
      case WEEK -> after(start, date, 7, zone);
      case MONTH -> startOf(date.plusMonths(1).withDayOfMonth(1), zone);
    };
  }

  /** A zone may leave out a whole day: then the day after it. */
  private static Instant after(Instant start, LocalDate date, int days, ZoneId zone) {
    Instant next = startOf(date.plusDays(days), zone);
    return next.isAfter(start) ? next : after(start, date.plusDays(1), days, zone);
  }

  private static Instant startOf(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }

  private static Instant clockFloor(Instant at, int seconds, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    long local = at.getEpochSecond() + offset.getTotalSeconds();
    Instant floor = Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(local, seconds));
    ZoneOffsetTransition change = zone.getRules().previousTransition(at.plusNanos(1));
    return change != null && change.getInstant().isAfter(floor) ? change.getInstant() : floor;
  }

  private static Instant clockNext(Instant start, int seconds, ZoneId zone) {
    long local = start.getEpochSecond() + zone.getRules().getOffset(start).getTotalSeconds();
    Instant next = start.plusSeconds(seconds - Math.floorMod(local, seconds));
    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
    return change != null && change.getInstant().isBefore(next) ? change.getInstant() : next;
  }
}
