package terse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bouncycastle.crypto.fpe.FPEEngine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
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

  /** The FF1 samples in radix 10 that NIST publishes beside SP 800-38G. */
  @ParameterizedTest
  @CsvSource({
    "128,'',2433477484",
    "128,39383736353433323130,6124200773",
    "192,'',2830668132",
    "192,39383736353433323130,2496655549",
    "256,'',6657667009",
    "256,39383736353433323130,1001623463"
  })
  void givesThePublishedSamples(int bits, String tweak, long secret) {
    String longest = "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94";
    byte[] key = HexFormat.of().parseHex(longest, 0, bits / 4);
    Permutation samples = new Permutation(key, HexFormat.of().parseHex(tweak), 10, 10);

    assertThat(samples.apply(123456789)).isEqualTo(secret);
    assertThat(samples.invert(secret)).isEqualTo(123456789);
  }

  /** Tweaks of every length up to three blocks; lengths even and odd, halves of one to 4 bytes. */
  @ParameterizedTest
  @CsvSource({
    "62,7", "62,4", "62,10", "10,6", "10,18", "58,8", "36,12", "32,5", "2,20", "2,62", "64,9"
  })
  void agreesWithBouncyCastle(int radix, int length) {
    Random random = new Random(radix * 100L + length);
    for (int tweakLength = 0; tweakLength <= 40; tweakLength++) {
      byte[] key = new byte[16 + random.nextInt(3) * 8];
      byte[] tweak = new byte[tweakLength];
      random.nextBytes(key);
      random.nextBytes(tweak);
      Permutation ours = new Permutation(key, tweak, radix, length);
      FPEEngine theirs = new FPEFF1Engine();
      theirs.init(true, new FPEParameters(new KeyParameter(key), radix, tweak));
      for (int i = 0; i < 20; i++) {
        byte[] digits = digits(random, radix, length);
        long value = number(digits, radix);
        theirs.processBlock(digits, 0, length, digits, 0);
        assertThat(ours.apply(value)).isEqualTo(number(digits, radix));
        assertThat(ours.invert(number(digits, radix))).isEqualTo(value);
      }
    }
  }

  private static byte[] digits(Random random, int radix, int length) {
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[i] = (byte) random.nextInt(radix);
    }
    return digits;
  }

  private static long number(byte[] digits, int radix) {
    long number = 0;
    for (byte digit : digits) {
      number = number * radix + digit;
    }
    return number;
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
    assertThatThrownBy(() -> new Permutation(KEY, new byte[0], 5, 27))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Permutation(new byte[31], new byte[0], 62, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
