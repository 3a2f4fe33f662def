package terse.server.ops;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether redirects are late: not for a moment, as when the collector pauses, but time after time.
 * Thread-safe; two who ask at once may be told apart, which does no harm.
 */
public final class Lateness implements BooleanSupplier {
  private static final long LASTING_MILLIS = 400;
  private static final long FORGOTTEN_MILLIS = 1_000;

  private final LongSupplier lagNanos;
  private final long tolerated;
  private final InstantSource clock;
  private volatile long lateSince;
  private volatile long lateAt;

  /**
   * @param lagNanos how late the redirect loops are now
   * @param tolerated the lag that is no matter; zero if none ever is
   */
  public Lateness(LongSupplier lagNanos, Duration tolerated, InstantSource clock) {
    this.lagNanos = lagNanos;
    this.tolerated = tolerated.toNanos();
    this.clock = clock;
  }

  @Override
  public boolean getAsBoolean() {
    if (tolerated == 0 || lagNanos.getAsLong() <= tolerated) {
      return false;
    }
    long now = clock.millis();
    if (now - lateAt > FORGOTTEN_MILLIS) {
      lateSince = now;
    }
    lateAt = now;
    return now - lateSince >= LASTING_MILLIS;
  }
}
