package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import terse.seed.Seeds;

class CheckSymbolTest {
  private static final List<Alphabet> ALPHABETS =
      List.of(
          Alphabet.BASE62,
          Alphabet.BASE58,
          Alphabet.BASE36,
          Alphabet.CROCKFORD32,
          Alphabet.of("0123456789"),
          Alphabet.of("ab"),
          Alphabet.of(Alphabet.BASE62 + "-_"));

  /**
   * The sum is linear, so what an error changes in it does not depend on the other symbols: all
   * places and all pairs of digits are all errors there are.
   */
  @Test
  void noSubstitutionAtAnyPlaceLeavesTheSumAsItWas() {
    for (Alphabet alphabet : ALPHABETS) {
      for (int length = 1; length <= 16; length++) {
        Sums sums = new Sums(alphabet.radix(), length);
        for (int place = 0; place <= length; place++) {
          for (int right = 0; right < alphabet.radix(); right++) {
            for (int wrong = 0; wrong < alphabet.radix(); wrong++) {
              assertThat(sums.term(place, right) == sums.term(place, wrong))
                  .isEqualTo(right == wrong);
            }
          }
        }
      }
    }
  }

  @Test
  void noTranspositionAtAnyDistanceLeavesTheSumAsItWas() {
    for (Alphabet alphabet : ALPHABETS) {
      for (int length = 1; length <= 16; length++) {
        assertEverySwapChanges(new Sums(alphabet.radix(), length), alphabet.radix(), length);
      }
    }
  }

  private static void assertEverySwapChanges(Sums sums, int radix, int length) {
    for (int first = 0; first <= length; first++) {
      for (int second = first + 1; second <= length; second++) {
        for (int a = 0; a < radix; a++) {
          for (int b = a + 1; b < radix; b++) {
            if (sums.of(first, a, second, b) == sums.of(first, b, second, a)) {
              throw new AssertionError(
                  "%d and %d at %d and %d of %d".formatted(a, b, first, second, length));
            }
          }
        }
      }
    }
  }

  /** All 10,000 codes of four digits, with every error in each. */
  @Test
  void everyErrorInEveryCodeOfASmallSpaceIsDetected() {
    CodeForm form = new CodeForm(Alphabet.of("0123456789"), 4, true);
    int codes = 0;
    for (long number = 0; number < form.size(); number++) {
      String code = form.encode(number);
      if (code != null) {
        codes++;
        assertThat(form.decode(code)).isEqualTo(number);
        assertEveryErrorIsDetected(form, code);
      }
    }
    assertThat(codes).as("ten of eleven have a check symbol").isBetween(9_085, 9_096);
  }

  @Test
  void everyErrorInManyCodesOfTheUsualLengthIsDetected() {
    Seeds.check(
        200,
        random -> {
          for (Alphabet alphabet : ALPHABETS) {
            CodeForm form = new CodeForm(alphabet, 7, true);
            String code = form.encode(random.nextLong(form.size()));
            if (code != null) {
              assertEveryErrorIsDetected(form, code);
            }
          }
        });
  }

  private static void assertEveryErrorIsDetected(CodeForm form, String code) {
    for (int i = 0; i < code.length(); i++) {
      for (int digit = 0; digit < form.alphabet().radix(); digit++) {
        StringBuilder wrong = new StringBuilder(code);
        wrong.setCharAt(i, form.alphabet().symbol(digit));
        assertDetected(form, code, wrong);
      }
      for (int j = i + 1; j < code.length(); j++) {
        StringBuilder swapped = new StringBuilder(code);
        swapped.setCharAt(i, code.charAt(j));
        swapped.setCharAt(j, code.charAt(i));
        assertDetected(form, code, swapped);
      }
    }
  }

  private static void assertDetected(CodeForm form, String code, StringBuilder wrong) {
    if (!code.contentEquals(wrong) && form.decode(wrong) != CodeForm.NOT_A_CODE) {
      throw new AssertionError(wrong + " passes for " + code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "62,7,64",
    "58,7,59",
    "36,7,37",
    "32,7,32",
    "64,7,64",
    "10,6,11",
    "10,12,16",
    "2,20,23"
  })
  void fieldIsTheSmallestThatHasASymbolAndAWeightForAll(int radix, int length, int size) {
    assertThat(CheckSymbol.of(radix, length).fieldSize()).isEqualTo(size);
  }

  @Test
  void oneNumberInThirtyTwoHasNoCheckSymbolInBase62AndAllHaveInBase32() {
    CodeForm base62 = new CodeForm(Alphabet.BASE62, 7, true);
    CodeForm base32 = new CodeForm(Alphabet.CROCKFORD32, 7, true);
    int without = 0;
    for (long number = 0; number < 100_000; number++) {
      without += base62.encode(number) == null ? 1 : 0;
      assertThat(base32.encode(number)).isNotNull();
    }
    assertThat(without).isBetween(2_900, 3_350);
  }

  /** What digits at places add to the sum; the check symbol stands at the last place. */
  private static final class Sums {
    private final CheckSymbol check;

    Sums(int radix, int length) {
      check = CheckSymbol.of(radix, length);
    }

    int term(int place, int digit) {
      return place == check.length() ? digit : check.term(place, digit);
    }

    int of(int first, int a, int second, int b) {
      return check.plus(term(first, a), term(second, b));
    }
  }
}
