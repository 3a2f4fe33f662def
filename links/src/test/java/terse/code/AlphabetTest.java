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

  @Test
  void base36AndOthersWithOneCaseAreReadInEither() {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE36, 6);
    assertThat(codec.decode("AbC0zZ")).isEqualTo(codec.decode("abc0zz"));
    assertThat(Alphabet.of("XYZ01").digit('x')).isZero();
  }

  @Test
  void base62TellsCaseAndZeroFromOh() {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE62, 3);
    assertThat(List.of("0O1", "0o1", "001", "OO1", "0Ol", "0OI").stream().map(codec::decode))
        .doesNotHaveDuplicates()
        .doesNotContain(FixedWidthCodec.NOT_A_CODE);
  }

  @Test
  void base58ReadsZeroOhEllAndIAsWhatTheyLookLike() {
    FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE58, 4);
    assertThat(codec.decode("0OIl")).isEqualTo(codec.decode("oo11"));
    assertThat(codec.encode(codec.decode("0OIl"))).isEqualTo("oo11");
    assertThat(Alphabet.BASE58.canonical("x0OIlx")).isEqualTo("xoo11x");
    assertThat("iL".chars().map(c -> digit(Alphabet.BASE58, c))).doesNotContain(0);
  }

  @Test
  void lookAlikesAreNotFoldedWhereTheAlphabetHasThemBoth() {
    Alphabet both = Alphabet.of("01OIl");
    assertThat(both.digit('0')).isNotEqualTo(both.digit('O'));
    assertThat(both.digit('1')).isNotEqualTo(both.digit('l'));
    assertThat(Alphabet.of("23456789").digit('O')).isEqualTo(-1);
    assertThat(Alphabet.of("01ij").digit('I')).as("case comes first").isEqualTo(2);
  }

  @Test
  void oneObjectStandsForAllAlphabetsOfTheSameSymbols() {
    assertThat(Alphabet.of("qwertzuiop")).isSameAs(Alphabet.of("qwertzuiop"));
    assertThat(Alphabet.named("base62")).isSameAs(Alphabet.BASE62);
    assertThat(Alphabet.named(Alphabet.BASE62.toString())).isSameAs(Alphabet.BASE62);
    assertThat(Alphabet.CROCKFORD32.name()).isEqualTo("crockford32");
    assertThat(Alphabet.named("0123").name()).isEqualTo("0123");
  }

  @Test
  void whatIsWrongWithAnAlphabetIsSaid() {
    assertThatThrownBy(() -> Alphabet.of("abca")).hasMessage("'a' stands twice in the alphabet");
    assertThatThrownBy(() -> Alphabet.of("ab/")).hasMessageContaining("not '/'");
    assertThatThrownBy(() -> Alphabet.of("a")).hasMessageContaining("2 to 64");
  }
}
