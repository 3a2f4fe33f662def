package terse.id;

import java.time.Duration;
import java.time.Instant;

/**
 * How large the next range of a counter is to be: what is used in the time that a range is to last,
 * at the rate seen since the last one. One range is always held in reserve, so the store may be
 * away for as long as a range lasts without anybody noticing. A burst grows ranges step by step and
 * a lull halves them, so that neither a moment's bulk nor a moment's rest decides alone. Not
 * thread-safe.
 */
final class RangeSize {
  private static final int GROWTH = 8;
  private static final int DECLINE = 2;

  private final IdSource.Bounds bounds;
  private long size;
  private Instant last = Instant.MIN;

  RangeSize(IdSource.Bounds bounds) {
    this.bounds = bounds;
    this.size = bounds.least();
  }

  /**
   * The size for a range that is asked for now.
   *
   * @param used how many values were handed out since a size was last asked for
   */
  long next(Instant now, long used) {
    if (!last.equals(Instant.MIN) && !now.isBefore(last)) {
      long wanted = Math.clamp(wanted(Duration.between(last, now), used), 1, bounds.most());
      size = Math.clamp(wanted, size / DECLINE, size * GROWTH);
      size = Math.clamp(size, bounds.least(), bounds.most());
    }
    last = now;
    return size;
  }

  private long wanted(Duration elapsed, long used) {
    if (used < bounds.least() / 2) {
      return Math.min(size, ratedAt(elapsed, used)); // too few to tell a burst by
    }
    return ratedAt(elapsed, used);
  }

  private long ratedAt(Duration elapsed, long used) {
    return used == 0 ? size : (long) (seconds(bounds.lasting()) * used / seconds(elapsed));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
