package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.plan.Birthday;
import terse.seed.Seeds;

class RandomSourceTest {

  @Test
  void everySymbolIsAsLikelyAtEveryPlace() {
    Seeds.check(
        1,
        random -> {
          RandomSource source = new RandomSource(random);
          for (Alphabet alphabet : new Alphabet[] {Alphabet.BASE62, Alphabet.BASE36}) {
            assertUniform(alphabet, 7, _ -> source.next(alphabet, 7));
          }
        });
  }

  /** All ones is no digit of base 62, and is drawn again rather than folded onto one. */
  @Test
  void numbersBeyondTheAlphabetAreDrawnAgain() {
    AtomicInteger drawn = new AtomicInteger();
    RandomGenerator rigged = () -> drawn.getAndIncrement() < 5 ? -1L : 0L;
    assertThat(new RandomSource(rigged).next(Alphabet.BASE62, 3)).isEqualTo("000");
    assertThat(drawn).hasValue(6);
  }

  @Test
  void textsHaveTheLengthAskedForAlsoBeyondAllNumbers() {
    RandomSource source = new RandomSource(RandomGenerator.getDefault());
    for (int length : new int[] {1, 7, 13, 15, 100}) {
      assertThat(source.next(Alphabet.BASE62, length)).hasSize(length);
    }
  }

  @Test
  void oddsOfTheStatelessSourceAreTheOnesStated() {
    assertThat(odds(13)).isCloseTo(2.5e-4, withinPercentage(2));
    assertThat(odds(15)).isCloseTo(6.5e-8, withinPercentage(1));
  }

  private static double odds(int length) {
    return new Birthday(Math.pow(62, length)).collisionOdds(10e9);
  }

  /** Chi-square of each place against the uniform distribution, at odds of a millionth. */
  static void assertUniform(Alphabet alphabet, int length, IntFunction<String> texts) {
    int draws = 62_000;
    int[][] counts = new int[length][alphabet.radix()];
    for (int i = 0; i < draws; i++) {
      String text = texts.apply(i);
      for (int at = 0; at < length; at++) {
        counts[at][alphabet.digit(text.charAt(at))]++;
      }
    }
    double expected = (double) draws / alphabet.radix();
    double freedom = alphabet.radix() - 1;
    for (int[] place : counts) {
      double chi =
          IntStream.of(place).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
      assertThat(chi).isLessThan(freedom + 5 * Math.sqrt(2 * freedom) + 10);
    }
  }
}
