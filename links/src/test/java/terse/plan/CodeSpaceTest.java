package terse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSpaceTest {
  private final CodeSpace seven = Notation.BASE62.ofLength(7);

  @ParameterizedTest
  @CsvSource({
    "BASE16, 7, 268435456",
    "BASE36, 7, 78364164096",
    "BASE58, 7, 2207984167552",
    "BASE62, 6, 56800235584",
    "BASE62, 7, 3521614606208",
    "BASE62, 8, 218340105584896",
    "BASE64URL, 7, 4398046511104",
  })
  void countsCodesExactly(Notation notation, int length, BigInteger codes) {
    assertThat(notation.ofLength(length).size()).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource({"6, 180", "7, 11167", "8, 692352"})
  void tenYearsAllowThisManyWritesASecond(int length, double perSecond) {
    CodeSpace space = Notation.BASE62.ofLength(length);

    assertThat(space.perSecondFor(10)).isCloseTo(perSecond, within(0.5));
    assertThat(space.yearsAt(perSecond)).isCloseTo(10, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"6, 28.4e12", "7, 1.76e15", "8, 109e15"})
  void storageFollowsFromTheSizeOfALink(int length, double bytes) {
    assertThat(Notation.BASE62.ofLength(length).bytesWhenFull(500))
        .isCloseTo(bytes, withinPercentage(0.2));
  }

  @Test
  void aCounterFromAHundredMillionStartsWithFiveDigits() {
    BigInteger start = BigInteger.valueOf(100_000_000);

    assertThat(start).isBetween(first(5), first(6));
    assertThat(first(6)).isEqualTo(916_132_832);
    assertThat(first(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"4, 8", "7, 38"})
  void foldingCaseShrinksTheNamesOfALength(int length, double times) {
    assertThat(new CodeSpace(64, length).timesLargerThan(new CodeSpace(38, length)))
        .isCloseTo(times, within(0.5));
  }

  @Test
  void theShortestCodesThatHoldAllLinksAreFound() {
    assertThat(CodeSpace.holding(seven.size(), 62)).isEqualTo(seven);
    assertThat(CodeSpace.holding(seven.size().add(BigInteger.ONE), 62).length()).isEqualTo(8);
    assertThat(CodeSpace.holding(seven.size(), 58).length()).isEqualTo(8);
  }

  @Test
  void refusesSpacesThatHoldNoCodes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeSpace(1, 7));
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeSpace(62, 0));
  }

  private static BigInteger first(int length) {
    return Notation.BASE62.ofLength(length).firstNumber();
  }
}
