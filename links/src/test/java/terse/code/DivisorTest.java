package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import terse.seed.Seeds;

class DivisorTest {
  @Test
  void quotientsOfAllRadicesAreExact() {
    for (int radix = 2; radix <= 64; radix++) {
      for (int exponent = 1; Math.pow(radix, exponent) < 0x1p62; exponent++) {
        assertExact(FixedWidthCodec.power(radix, exponent));
      }
    }
  }

  private static void assertExact(long divisor) {
    Divisor by = new Divisor(divisor);
    long last = Long.MAX_VALUE / divisor * divisor;
    LongStream.of(0, 1, divisor - 1, divisor, divisor + 1, last - 1, last, Long.MAX_VALUE)
        .forEach(number -> assertThat(by.quotient(number)).isEqualTo(number / divisor));
  }

  @Test
  void quotientsOfRandomNumbersAreExact() {
    Seeds.check(
        2_000,
        random -> {
          long divisor = 2 + (random.nextLong() >>> (2 + random.nextInt(60)));
          long number = random.nextLong() >>> (1 + random.nextInt(62));
          assertThat(new Divisor(divisor).quotient(number)).isEqualTo(number / divisor);
        });
  }
}
