package terse.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Growing a hundredfold: never a false "free", few false "taken", and bounded memory on the way.
 */
class GrowingBloomFilterTest {
  private static final double RATE = 0.001;

  /** A fixed-size filter of this rate takes 1.80 bytes a key; growing may take twice that. */
  private static final double MOST_BYTES = 2 * 1.80;

  @Test
  void growsAHundredfoldWithinItsRateAndMemory() {
    grow(20_000, 2_000_000);
  }

  @Test
  @Tag("storm")
  void growsFromOneToAHundredMillion() {
    grow(1_000_000, 100_000_000);
  }

  private static void grow(int first, int last) {
    GrowingBloomFilter filter = new GrowingBloomFilter(RATE, first);
    long seed = 0x7e45eL;
    double most = 0;
    int step = first / 4;
    for (int i = 0; i < last; i++) {
      filter.add(mixed(seed, i), mixed(~seed, i));
      if (i >= first && i % step == 0) {
        most = Math.max(most, (double) filter.bytes() / i);
      }
    }
    assertThat(most).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(rate(filter, seed, last)).isLessThanOrEqualTo(RATE);
    for (int i = 0; i < last; i += 1 + last / 1_000_000) {
      assertThat(filter.mayContain(mixed(seed, i), mixed(~seed, i))).isTrue();
    }
    System.getLogger("filter")
        .log(
            System.Logger.Level.INFO,
            "{0} keys: {1} bytes a key, {2} at most on the way, false positives {3}",
            last,
            (double) filter.bytes() / last,
            most,
            rate(filter, seed, last));
  }

  /** How many of a million hashes that were never put in it seems to hold. */
  private static double rate(GrowingBloomFilter filter, long seed, int last) {
    int seen = 0;
    for (int i = 0; i < 1_000_000; i++) {
      long key = (long) last + i;
      seen += filter.mayContain(mixed(seed, key), mixed(~seed, key)) ? 1 : 0;
    }
    return seen / 1e6;
  }

  /** A well-mixed hash of a number (Steele, Lea and Flood, "SplitMix", 2014). */
  private static long mixed(long seed, long number) {
    long z = seed + number * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Test
  void keysPutInTwiceCountOnce() {
    GrowingBloomFilter filter = new GrowingBloomFilter(RATE, 10);
    RandomGenerator random = new Random(3);
    long high = random.nextLong();
    long low = random.nextLong();
    for (int i = 0; i < 100; i++) {
      filter.add(high, low);
    }
    assertThat(filter.keys()).isOne();
    assertThat(filter.mayContain(high, low)).isTrue();
    assertThat(filter.mayContain(low, high)).isFalse();
  }
}
