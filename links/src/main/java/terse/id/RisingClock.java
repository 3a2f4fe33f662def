package terse.id;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still while the one it looks at has gone back. Thread-safe. */
final class RisingClock implements InstantSource {
  private final AtomicLong latest = new AtomicLong();
  private final InstantSource clock;

  RisingClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return latest.accumulateAndGet(clock.millis(), Math::max);
  }
}
