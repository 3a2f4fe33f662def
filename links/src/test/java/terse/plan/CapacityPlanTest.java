package terse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import terse.plan.CapacityPlan.Question;

class CapacityPlanTest {
  private final CapacityPlan plan =
      CapacityPlan.of(new Question(1_000_000_000, 7, 1000, 0.9999, 500, 0.001));

  @Test
  void showsEveryNotationAtTheAskedLength() {
    assertThat(plan.keyspaces())
        .extracting(
            row ->
                row.notation().label()
                    + " "
                    + row.lengthForLinks()
                    + " "
                    + row.lengthForConfidence())
        .containsExactly(
            "base16 8 19", "base36 6 14", "base58 6 13", "base62 6 13", "base64url 5 13");
  }

  @Test
  void showsTheNeighbouringLengthsToo() {
    assertThat(plan.years()).extracting(row -> row.space().length()).containsExactly(6, 7, 8);
    assertThat(plan.years().get(1).years()).isCloseTo(111.67, within(0.01));
    assertThat(plan.years().get(1).perSecondForTenYears()).isCloseTo(11_167, within(0.5));
    assertThat(plan.years().get(1).bytesWhenFull()).isCloseTo(1.76e15, within(0.01e15));
  }

  @Test
  void droppingFourLookalikesCostsThreeCodesInEight() {
    assertThat(plan.confusable().lostShare()).isCloseTo(0.373, within(0.001));
    assertThat(plan.confusable().timesSmaller()).isCloseTo(1.595, within(0.001));
    assertThat(plan.confusable().lengthForTheSame()).isEqualTo(8);
  }

  @Test
  void randomCodesForSoManyLinksAreSureToCollide() {
    assertThat(plan.random().collisionOdds()).isOne();
    assertThat(plan.random().expectedPairs()).isCloseTo(141_980, within(5.0));
    assertThat(plan.random().linksForEvenOdds()).isCloseTo(2.21e6, within(0.01e6));
  }

  @Test
  void aFilterForOneInAThousandTakesUnderTwoBytesAKey() {
    assertThat(plan.filter().bitsPerKey()).isCloseTo(14.38, within(0.005));
    assertThat(plan.filter().bytesPerKey()).isCloseTo(1.80, within(0.005));
    assertThat(plan.filter().bytes()).isCloseTo(1.80e9, within(0.005e9));
    assertThat(plan.filter().hashFunctions()).isEqualTo(10);
    assertThat(new BloomFilter(1, 0.01).bytesPerKey()).isCloseTo(1.2, within(0.005));
  }

  @Test
  void aSketchOfTwelveKilobytesIsOffByLessThanAHundredth() {
    assertThat(plan.sketch().bytes()).isEqualTo(12 * 1024);
    assertThat(plan.sketch().standardError()).isCloseTo(0.0081, within(0.00005));
    assertThat(plan.sketch().errorOf95Percent()).isCloseTo(0.016, within(0.0002));
  }

  @Test
  void answersForTheShortestAndTheLongestCodes() {
    assertThat(CapacityPlan.of(new Question(1, 1, 1, 0.5, 1, 0.5)).keyspaces()).hasSize(5);
    assertThat(
            CapacityPlan.of(new Question(Long.MAX_VALUE, 128, 1e9, 0.999999999, 1, 1e-9))
                .random()
                .collisionOdds())
        .isBetween(0.0, 1e-100);
  }

  @Test
  void refusesQuestionsWithoutLinksOrRate() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Question(0, 7, 1, 0.9, 1, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Question(1, 7, 0, 0.9, 1, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Question(1, 129, 1, 0.9, 1, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BloomFilter(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new DistinctSketch(3));
  }
}
