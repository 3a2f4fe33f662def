package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody who collects 10,000 codes made one after the other can learn: no order, nothing
 * that stays where it was, and nothing in one code that tells of another. Bounds are five standard
 * deviations; keys are fixed, so that a result stays what it is.
 */
class AttackerViewTest {
  private static final int CODES = 10_000;
  private static final int RADIX = 62;
  private static final int LENGTH = 7;

  private final long[] values = values();
  private final int[][] digits = digits(values);

  private static long[] values() {
    byte[] key = new byte[32];
    key[0] = 7;
    Permutation permutation = new Permutation(key, new byte[] {0, 0, 0, 1}, RADIX, LENGTH);
    long[] values = new long[CODES];
    for (int i = 0; i < CODES; i++) {
      values[i] = permutation.apply(i);
    }
    return values;
  }

  private static int[][] digits(long[] values) {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE62, LENGTH);
    int[][] digits = new int[values.length][LENGTH];
    for (int i = 0; i < values.length; i++) {
      String code = codec.encode(values[i]);
      for (int position = 0; position < LENGTH; position++) {
        digits[i][position] = Alphabet.BASE62.digit(code.charAt(position));
      }
    }
    return digits;
  }

  /** Half of all neighbours rise: in a random order their number has variance (n + 1) / 12. */
  @Test
  void codesRiseAsOftenAsTheyFall() {
    int rises = 0;
    for (int i = 1; i < CODES; i++) {
      rises += values[i] > values[i - 1] ? 1 : 0;
    }
    assertWithin(rises, (CODES - 1) / 2.0, (CODES + 1) / 12.0);
  }

  /** The place in time and the place in order have no correlation. */
  @Test
  void laterCodesAreNeitherGreaterNorSmaller() {
    double sum = 0;
    for (int i = 0; i < CODES; i++) {
      double time = (i + 0.5) / CODES - 0.5;
      double order = values[i] / Math.pow(RADIX, LENGTH) - 0.5;
      sum += time * order * 12 / CODES;
    }
    assertWithin(sum, 0, 1.0 / CODES);
  }

  /** A fixed alphabet at some position would make its digit follow from the one before. */
  @Test
  void digitTellsNothingOfTheNextCodesDigitAtAnyPosition() {
    for (int from = 0; from < LENGTH; from++) {
      for (int to = 0; to < LENGTH; to++) {
        int[] pairs = new int[RADIX * RADIX];
        for (int i = 1; i < CODES; i++) {
          pairs[digits[i - 1][from] * RADIX + digits[i][to]]++;
        }
        assertUniform(pairs, CODES - 1);
      }
    }
  }

  @Test
  void digitTellsNothingOfTheOthersInItsCode() {
    for (int one = 0; one < LENGTH; one++) {
      for (int other = one + 1; other < LENGTH; other++) {
        int[] pairs = new int[RADIX * RADIX];
        for (int[] code : digits) {
          pairs[code[one] * RADIX + code[other]]++;
        }
        assertUniform(pairs, CODES);
      }
    }
  }

  @Test
  void everyPositionHasEveryDigitEquallyOften() {
    for (int position = 0; position < LENGTH; position++) {
      int[] counts = new int[RADIX];
      for (int[] code : digits) {
        counts[code[position]]++;
      }
      assertUniform(counts, CODES);
    }
  }

  /** Steps of a counter show as repeated differences; 10,000 random ones repeat hardly ever. */
  @Test
  void differencesDoNotRepeat() {
    long distinct =
        IntStream.range(1, CODES)
            .mapToLong(i -> Math.floorMod(values[i] - values[i - 1], 3_521_614_606_208L))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThanOrEqualTo(CODES - 2);
  }

  /** Chi-square over n cells has mean n - 1 and variance about 2 (n - 1). */
  private static void assertUniform(int[] counts, int total) {
    double expected = (double) total / counts.length;
    double chi = 0;
    for (int count : counts) {
      chi += (count - expected) * (count - expected) / expected;
    }
    assertWithin(chi, counts.length - 1, 2.0 * (counts.length - 1));
  }

  private static void assertWithin(double seen, double mean, double variance) {
    double deviation = Math.sqrt(variance);
    assertThat(seen).isBetween(mean - 5 * deviation, mean + 5 * deviation);
  }

  /** Every value of a whole small space is reached once, so no two counters share a code. */
  @ParameterizedTest
  @CsvSource({"10,6", "36,4", "2,20", "32,4"})
  void smallSpacesAreTakenOntoThemselves(int radix, int length) {
    Permutation permutation = new Permutation(new byte[16], new byte[] {9}, radix, length);
    int size = Math.toIntExact(permutation.size());
    BitSet reached = new BitSet(size);
    for (int value = 0; value < size; value++) {
      reached.set((int) permutation.apply(value));
    }
    assertThat(reached.cardinality()).isEqualTo(size);
    assertThat(reached.length()).isEqualTo(size);
  }
}
