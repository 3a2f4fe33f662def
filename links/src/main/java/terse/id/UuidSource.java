package terse.id;

import com.github.f4b6a3.uuid.factory.UuidFactory;
import com.github.f4b6a3.uuid.factory.standard.RandomBasedFactory;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs (RFC 9562) in their 36 characters: unique on all nodes for all practical purposes,
 * without anything shared. Thread-safe, under a lock.
 */
public final class UuidSource {
  private final UuidFactory factory;

  private UuidSource(UuidFactory factory) {
    this.factory = factory;
  }

  /**
   * Version 4: 122 random bits, in no order.
   *
   * @param random from a cryptographic generator
   */
  public static UuidSource random(RandomGenerator random) {
    return new UuidSource(new RandomBasedFactory(random::nextLong));
  }

  /**
   * Version 7: 48 bits of milliseconds and 74 random ones, rising on this node. Within a
   * millisecond the 26 bits after the time count on, before bits that are drawn anew.
   *
   * @param random from a cryptographic generator
   */
  public static UuidSource timed(RandomGenerator random, InstantSource clock) {
    return new UuidSource(
        new TimeOrderedEpochFactory(
            random::nextLong, new RisingClock(clock).withZone(ZoneOffset.UTC)));
  }

  /** The next UUID, in small letters. */
  public String next() {
    return factory.create().toString();
  }
}
