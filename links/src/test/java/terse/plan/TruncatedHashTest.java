package terse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class TruncatedHashTest {
  private final TruncatedHash sixtyBits = new TruncatedHash(60, 62, 7);

  @Test
  void aQuarterOfTheHashesIsLongerAndBeginsWithOne() {
    assertThat(sixtyBits.longestShare()).isCloseTo(0.27, within(0.005));
    assertThat(sixtyBits.greatestFirstDigitOfLongest()).isOne();
  }

  @Test
  void thatLeavesAThirteenthOfTheCodes() {
    double all = Notation.BASE62.ofLength(7).size().doubleValue();

    assertThat(sixtyBits.effectiveCodes()).isCloseTo(2.75e11, withinPercentage(0.2));
    assertThat(all / sixtyBits.effectiveCodes()).isCloseTo(12.8, within(0.05));
    assertThat(new Birthday(sixtyBits.effectiveCodes()).drawsForOdds(0.5))
        .isCloseTo(0.62e6, withinPercentage(0.5));
  }

  @Test
  void hashesThatFillTheirDigitsAreFair() {
    assertThat(new TruncatedHash(28, 16, 7).effectiveCodes())
        .isCloseTo(Math.pow(16, 7), withinPercentage(1e-9));
  }
}
