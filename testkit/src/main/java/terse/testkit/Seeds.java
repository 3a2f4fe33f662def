package terse.testkit;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Randomness for tests that can be had again: the seed is logged, and {@code -Dterse.seed=N}
 * replays it.
 */
public final class Seeds {
  private static final System.Logger LOG = System.getLogger(Seeds.class.getName());
  private static final String PROPERTY = "terse.seed";

  private Seeds() {}

  /** A generator for one test; say which, so that the log tells seeds apart. */
  public static RandomGenerator random(String test) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    LOG.log(System.Logger.Level.INFO, "{0}: replay with -D{1}={2}", test, PROPERTY, "" + seed);
    return new Random(seed);
  }
}
