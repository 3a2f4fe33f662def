package terse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermutationTest {
  /** The 0.0005 and 0.9995 quantiles of chi-square with 61 degrees of freedom. */
  private static final double CHI_LOW = 31.0;

  private static final double CHI_HIGH = 104.1;

  private static final byte[] KEY = new byte[32];
  private static final int LENGTH = 7;
  private final Permutation codes = new Permutation(KEY, new byte[] {1}, 62, LENGTH);

  /** The FF1 samples that NIST publishes beside SP 800-38G. */
  @ParameterizedTest
  @CsvSource({
    "128,10,'',0123456789,2433477484",
    "128,10,39383736353433323130,0123456789,6124200773",
    "128,36,3737373770717273373737,0123456789abcdefghi,a9tv40mll9kdu509eum",
    "192,10,'',0123456789,2830668132",
    "192,10,39383736353433323130,0123456789,2496655549",
    "192,36,3737373770717273373737,0123456789abcdefghi,xbj3kv35jrawxv32ysr",
    "256,10,'',0123456789,6657667009",
    "256,10,39383736353433323130,0123456789,1001623463",
    "256,36,3737373770717273373737,0123456789abcdefghi,xs8a0azh2avyalyzuwd"
  })
  void givesThePublishedSamples(int bits, int radix, String tweak, String plain, String secret) {
    String longest = "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94";
    byte[] key = HexFormat.of().parseHex(longest, 0, bits / 4);
    byte[] tweakBytes = HexFormat.of().parseHex(tweak);

    assertThat(through(new EnginePool(true, key, tweakBytes, radix), plain)).isEqualTo(secret);
    assertThat(through(new EnginePool(false, key, tweakBytes, radix), secret)).isEqualTo(plain);
  }

  private static String through(EnginePool engines, String text) {
    byte[] digits = new byte[text.length()];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) Alphabet.BASE36.digit(text.charAt(i));
    }
    engines.process(digits);
    StringBuilder result = new StringBuilder();
    for (byte digit : digits) {
      result.append(Alphabet.BASE36.symbol(digit));
    }
    return result.toString();
  }

  @Test
  void takesEveryValueOfAMillionToAnotherOne() {
    Permutation million = new Permutation(KEY, new byte[0], 10, 6);
    BitSet reached = new BitSet(1_000_000);
    for (int value = 0; value < 1_000_000; value++) {
      reached.set((int) million.apply(value));
    }

    assertThat(reached.cardinality()).isEqualTo(1_000_000);
    assertThat(reached.length()).isEqualTo(1_000_000);
  }

  @Test
  void isUndoneByItsInverse() {
    Random random = new Random(5);
    LongStream edges = LongStream.of(0, 1, codes.size() - 1);
    LongStream values = LongStream.concat(edges, random.longs(20_000, 0, codes.size()));
    assertThat(values.filter(value -> codes.invert(codes.apply(value)) != value)).isEmpty();
  }

  @Test
  void differsByKeyAndByTweak() {
    byte[] otherKey = KEY.clone();
    otherKey[31] = 1;
    Permutation other = new Permutation(otherKey, new byte[] {1}, 62, LENGTH);
    Permutation tweaked = new Permutation(KEY, new byte[] {2}, 62, LENGTH);

    assertThat(other.apply(0)).isNotEqualTo(codes.apply(0));
    assertThat(tweaked.apply(0)).isNotEqualTo(codes.apply(0)).isNotEqualTo(other.apply(0));
  }

  @Test
  void givesManyThreadsTheSameAnswers() {
    long[] alone = LongStream.range(0, 20_000).map(codes::apply).toArray();
    long[] together = LongStream.range(0, 20_000).parallel().map(codes::apply).toArray();
    long[] back = LongStream.of(together).parallel().map(codes::invert).toArray();

    assertThat(together).isEqualTo(alone);
    assertThat(back).isEqualTo(LongStream.range(0, 20_000).toArray());
  }

  @Test
  void consecutiveCodesShareNoPositionAndSpreadEvenlyInEach() {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE62, LENGTH);
    int[][] seen = new int[LENGTH][62];
    for (int value = 0; value < 10_000; value++) {
      String code = codec.encode(codes.apply(value));
      for (int position = 0; position < LENGTH; position++) {
        seen[position][Alphabet.BASE62.digit(code.charAt(position))]++;
      }
    }
    for (int[] position : seen) {
      assertThat(IntStream.of(position).filter(count -> count > 0).count()).isEqualTo(62);
      assertThat(chiSquare(position, 10_000)).isBetween(CHI_LOW, CHI_HIGH);
    }
  }

  private static double chiSquare(int[] counts, int total) {
    double expected = (double) total / counts.length;
    return IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  @Test
  void neighboursAreNoNeighboursAfterwards() {
    long near =
        LongStream.range(0, 10_000)
            .filter(value -> Math.abs(codes.apply(value) - codes.apply(value + 1)) < 1_000_000_000L)
            .count();

    assertThat(near).isLessThan(30); // 5.7 are expected of a random order
  }

  @Test
  void valuesOutsideAreRefused() {
    for (long odd : new long[] {-1, codes.size(), Long.MIN_VALUE}) {
      assertThatThrownBy(() -> codes.apply(odd)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> codes.invert(odd)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void domainsThatFf1ForbidsAreRefused() {
    assertThatThrownBy(() -> new Permutation(KEY, new byte[0], 10, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Permutation(KEY, new byte[0], 62, 11))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
