package terse.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.seed.Seeds;

class AliasPolicyTest {
  private static final String POSSIBLE = "bZ09-_bZ09-_bZ09-_ .é\n/";

  private final AliasPolicy policy = AliasPolicy.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {"abcd", "Spring-Sale", "a_b-c", "2026", "x1-2_3", "aaaaaaaa", "my-api", "admins"})
  void keepsTheNameAsTypedAndFoldsItForLookUps(String name) {
    assertThat(check(name)).isEqualTo(new Alias(name, name.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | shorter than 4",
        "abc           | shorter than 4",
        "ab cd         | a character other than",
        "ab.cd         | a character other than",
        "ab/cd         | a character other than",
        "über          | a character other than",
        "abc\u212A     | a character other than",
        "١٢٣٤          | a character other than",
        "'abcd '       | a character other than",
        "-abcd         | starts or ends with a hyphen",
        "abcd-         | starts or ends with a hyphen",
        "_abcd         | starts or ends with an underscore",
        "abcd_         | starts or ends with an underscore",
        "ab--cd        | two separators",
        "ab__cd        | two separators",
        "ab-_cd        | two separators",
        "ab_-cd        | two separators",
        "admin         | reserved word",
        "Log-In        | reserved word",
        "SIGN_UP       | reserved word",
        "abc1234       | looks like a code",
        "Release       | looks like a code",
      })
  void refusesWithTheRuleThatIsBroken(String name, String words) {
    assertRefused(name, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd\n", "\nabcd", "ab\ncd", "abcd\r\n", "abcd\0", "abcd\t"})
  void matchesTheWholeNameWithNoLineBreakLeftOver(String name) {
    assertRefused(name, "a character other than");
  }

  @Test
  void countsFiftyCharactersAndNoMore() {
    assertThat(check("a".repeat(50)).display()).hasSize(50);
    assertRefused("a".repeat(51), "longer than 50");
  }

  @Test
  void limitsCanBeConfigured() {
    var narrow = new AliasPolicy(2, 3, new ReservedWords(List.of()), new OffensiveWords(List.of()));

    assertThat(narrow.check("ab", code -> false).folded()).isEqualTo("ab");
    assertThatExceptionOfType(TerseException.class)
        .isThrownBy(() -> narrow.check("abcd", code -> false))
        .withMessageContaining("longer than 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AliasPolicy(5, 4, ReservedWords.builtIn(), OffensiveWords.builtIn()));
  }

  @Test
  void refusesOffensiveWords() {
    assertRefused(WordList.rot13("shpx-lbh"), "offensive");
  }

  @Test
  void acceptsExactlyLettersAndDigitsWithSingleSeparatorsBetween() {
    Seeds.check(
        20_000,
        random -> {
          var name = new StringBuilder();
          random
              .ints(random.nextInt(12), 0, POSSIBLE.length())
              .forEach(i -> name.append(POSSIBLE.charAt(i)));
          assertThat(accepts(name.toString()))
              .as("accepts %s", name)
              .isEqualTo(
                  name.toString().matches("(?=.{4,50}\\z)[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*")
                      && !isCode(name.toString()));
        });
  }

  private boolean accepts(String name) {
    try {
      return check(name).folded().equals(Alias.fold(name));
    } catch (TerseException refused) {
      return false;
    }
  }

  private Alias check(String name) {
    return policy.check(name, AliasPolicyTest::isCode);
  }

  private static boolean isCode(String text) {
    return text.matches("[0-9A-Za-z]{7}");
  }

  private void assertRefused(String name, String words) {
    assertThatExceptionOfType(TerseException.class)
        .isThrownBy(() -> check(name))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.INVALID_ALIAS))
        .withMessageContaining(words)
        .withMessageContaining(" Nothing was stored. ");
  }
}
