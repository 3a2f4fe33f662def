package terse.seed;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a property with many random generators, and names the seed of the first failure, so that
 * {@code -Dseed=…} replays just that one.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * Runs a property as often as asked with fresh seeds, or once with the seed in {@code -Dseed}.
   */
  public static void check(int times, Consumer<RandomGenerator> property) {
    Long replayed = Long.getLong("seed");
    if (replayed != null) {
      property.accept(generator(replayed));
      return;
    }
    RandomGenerator seeds = generator(System.nanoTime());
    for (int i = 0; i < times; i++) {
      run(seeds.nextLong(), property);
    }
  }

  private static void run(long seed, Consumer<RandomGenerator> property) {
    try {
      property.accept(generator(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("fails with -Dseed=" + seed + ": " + failure.getMessage(), failure);
    }
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
