package terse.id;

import com.github.f4b6a3.ulid.UlidFactory;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes ULIDs: 48 bits of milliseconds and 80 of randomness, 26 symbols of Crockford's base 32 that
 * sort by time. Within a millisecond the randomness counts on, and when it runs out the count
 * carries into the millisecond, so that it neither waits nor repeats. Rising on this node; unique
 * on all for all practical purposes, without anything shared. Thread-safe, under a lock.
 */
public final class UlidSource {
  private final UlidFactory factory;

  /**
   * @param random from a cryptographic generator
   */
  public UlidSource(RandomGenerator random, InstantSource clock) {
    LongSupplier bits = random::nextLong;
    this.factory = UlidFactory.newMonotonicInstance(bits, new RisingClock(clock)::millis);
  }

  /** The next ULID: 26 symbols, in capitals. */
  public String next() {
    return factory.create().toString();
  }
}
