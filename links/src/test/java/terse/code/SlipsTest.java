package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;
import terse.seed.Seeds;

class SlipsTest {
  private final CodeForm form = new CodeForm(Alphabet.BASE62, 7, true);
  private final Slips slips = new Slips(form);

  @Test
  void codeIsAmongWhatEverySlipFromItMayHaveMeant() {
    Seeds.check(
        30,
        random -> {
          String code = code(random.nextLong(form.size() / 2));
          for (int place = 0; place < code.length(); place++) {
            char wrong = form.alphabet().symbol(random.nextInt(62));
            assertMeant(code, replaced(code, place, wrong));
            assertMeant(code, replaced(code, place, '%'));
            for (int other = 0; other < place; other++) {
              String once = replaced(code, place, code.charAt(other));
              assertMeant(code, replaced(once, other, code.charAt(place)));
            }
          }
        });
  }

  private void assertMeant(String code, String typed) {
    if (!typed.equals(code)) {
      assertThat(slips.meant(typed)).as(typed).contains(code).hasSizeLessThanOrEqualTo(8 + 28);
    }
  }

  @Test
  void whatLooksAlikeComesFirst() {
    int shown = 0;
    for (long number = 0; number < 20_000; number++) {
      String code = form.encode(number * 170_000_003L);
      if (code != null && code.indexOf('0') >= 0) {
        SequencedSet<String> meant = slips.meant(code.replaceFirst("0", "O"));
        shown++;
        assertThat(meant).contains(code);
        assertThat(List.copyOf(meant).indexOf(code)).as("%s in %s", code, meant).isLessThan(4);
      }
    }
    assertThat(shown).isPositive();
  }

  @Test
  void rightCodesAndOtherLengthsMeanNothingElse() {
    assertThat(slips.meant(code(12_345))).isEmpty();
    for (String odd : List.of("", "abc", "abcdefghi", "\ud83d\ude00")) {
      assertThat(slips.meant(odd)).isEmpty();
    }
  }

  private String code(long from) {
    long number = from;
    String code = form.encode(number);
    while (code == null) {
      code = form.encode(++number);
    }
    return code;
  }

  private static String replaced(String code, int place, char symbol) {
    return code.substring(0, place) + symbol + code.substring(place + 1);
  }
}
