package terse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import terse.seed.Seeds;

class BirthdayTest {
  private final Birthday sevenOfBase62 = Notation.BASE62.ofLength(7).birthday();

  @Test
  void twentyThreePeopleShareABirthdayMoreOftenThanNot() {
    var year = new Birthday(365);

    assertThat(year.collisionOdds(23)).isCloseTo(0.507297, within(1e-6));
    assertThat(year.drawsForOdds(0.5)).isEqualTo(23);
    assertThat(year.collisionOdds(365)).isLessThanOrEqualTo(1);
    assertThat(year.collisionOdds(366)).isOne();
    assertThat(year.collisionOdds(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1e6, 0.132, 0.14198", "1e8, 1, 1419.8", "1e9, 1, 141980", "1e10, 1, 14.198e6"})
  void randomCodesOfSevenSymbolsCollideEarly(double links, double odds, double pairs) {
    assertThat(sevenOfBase62.collisionOdds(links)).isCloseTo(odds, within(0.0005));
    assertThat(sevenOfBase62.expectedPairs(links)).isCloseTo(pairs, withinPercentage(0.2));
  }

  @Test
  void aCollisionIsAsLikelyAsNotAfterTwoMillionCodes() {
    assertThat(sevenOfBase62.drawsForOdds(0.5)).isCloseTo(2.21e6, withinPercentage(0.1));
  }

  @Test
  void aBillionRandomCodesNeedThirteenSymbols() {
    assertThat(Birthday.lengthFor(1e9, 0.9999, 62).length()).isEqualTo(13);
    assertThat(Birthday.lengthFor(1e9, 0.9, 62).length()).isEqualTo(11);
    assertThat(Birthday.lengthFor(1, 0.9999, 62).length()).isEqualTo(1);
  }

  @Test
  void tinyOddsKeepTheirDigits() {
    assertThat(new Birthday(1e30).collisionOdds(1e6))
        .isCloseTo(4.999995e-19, withinPercentage(1e-9));
  }

  @Test
  void agreesWithTheProductThatDefinesIt() {
    Seeds.check(
        200,
        random -> {
          int codes = random.nextInt(1, 400_000);
          int drawn = random.nextInt(1, Math.min(codes + 2, 400));
          assertThat(new Birthday(codes).collisionOdds(drawn))
              .isCloseTo(exactOdds(codes, drawn), withinPercentage(1e-8));
        });
  }

  @Test
  void theDrawsForOddsAreTheFirstToReachThem() {
    Seeds.check(
        50,
        random -> {
          var birthday = new Birthday(Math.floor(Math.pow(10, random.nextDouble(0, 14))));
          double odds = random.nextDouble(0.001, 0.999);
          double draws = birthday.drawsForOdds(odds);
          assertThat(birthday.collisionOdds(draws)).isGreaterThanOrEqualTo(odds);
          assertThat(birthday.collisionOdds(draws - 1)).isLessThan(odds);
        });
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatIllegalArgumentException().isThrownBy(() -> sevenOfBase62.drawsForOdds(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Birthday.lengthFor(10, Double.NaN, 62));
    assertThatIllegalArgumentException().isThrownBy(() -> new Birthday(0));
  }

  private static double exactOdds(int codes, int drawn) {
    BigDecimal allDistinct = BigDecimal.ONE;
    for (int i = 1; i < drawn; i++) {
      allDistinct =
          allDistinct.multiply(
              BigDecimal.valueOf(codes - (long) i)
                  .divide(BigDecimal.valueOf(codes), MathContext.DECIMAL128),
              MathContext.DECIMAL128);
    }
    return BigDecimal.ONE.subtract(allDistinct).doubleValue();
  }
}
