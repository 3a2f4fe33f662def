package terse.id;

import java.time.Duration;
import java.time.Instant;

/**
 * How large the next range of a counter is to be: it grows while ranges last less than a second,
 * and shrinks when they last over a minute, so that a busy node rarely asks the store and an idle
 * one wastes little at its end. Not thread-safe.
 */
final class RangeSize {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int GROWTH = 4;

  private final IdSource.Bounds bounds;
  private long size;
  private Instant last = Instant.MIN;

  RangeSize(IdSource.Bounds bounds) {
    this.bounds = bounds;
    this.size = bounds.least();
  }

  /** The size for a range that is asked for now. */
  long next(Instant now) {
    if (now.minus(SHORT).isBefore(last)) {
      size = Math.min(bounds.most(), size * GROWTH);
    } else if (now.minus(LONG).isAfter(last)) {
      size = Math.max(bounds.least(), size / GROWTH);
    }
    last = now;
    return size;
  }
}
