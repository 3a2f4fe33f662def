package terse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlphabetTest {
  private static final List<Alphabet> ALL =
      List.of(
          Alphabet.BASE62,
          Alphabet.BASE58,
          Alphabet.BASE36,
          Alphabet.CROCKFORD32,
          Alphabet.of("-_01"));

  @Test
  void everySymbolIsReadAsWhatItIsWrittenFor() {
    for (Alphabet alphabet : ALL) {
      for (int digit = 0; digit < alphabet.radix(); digit++) {
        assertThat(alphabet.digit(alphabet.symbol(digit))).isEqualTo(digit);
      }
    }
  }

  @Test
  void alphabetsHaveAsManySymbolsAsTheirNameSays() {
    assertThat(ALL).extracting(Alphabet::radix).containsExactly(62, 58, 36, 32, 4);
  }

  @Test
  void foreignCharactersHaveNoValue() {
    for (Alphabet alphabet : ALL) {
      assertThat(
              "\0\n /+%.~\u007f\u0080\u0130\u0661\uff11\ud83d".chars().map(c -> digit(alphabet, c)))
          .containsOnly(-1);
    }
    assertThat("uU".chars().map(c -> digit(Alphabet.CROCKFORD32, c))).containsOnly(-1);
  }

  private static int digit(Alphabet alphabet, int symbol) {
    return alphabet.digit((char) symbol);
  }

  @Test
  void crockfordReadsEitherCaseAndLookAlikes() {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.CROCKFORD32, 4);

    assertThat(codec.decode("o1lI")).isEqualTo(codec.decode("0111"));
    assertThat(codec.decode("abcz")).isEqualTo(codec.decode("ABCZ"));
    assertThat(codec.encode(codec.decode("oOiL"))).isEqualTo("0011");
  }

  @Test
  void base62CountsDigitsCapitalsSmallLetters() {
    assertThat("09AZaz".chars().map(c -> digit(Alphabet.BASE62, c)))
        .containsExactly(0, 9, 10, 35, 36, 61);
  }

  @Test
  void oddAlphabetsAreRefused() {
    for (String odd : List.of("", "a", "aa", "abca", "ab/", "ab ", "abé", "a%b", "ab.")) {
      assertThatThrownBy(() -> Alphabet.of(odd))
          .as(odd)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
