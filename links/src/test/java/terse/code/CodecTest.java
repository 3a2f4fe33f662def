package terse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecTest {
  private final FixedWidthCodec seven = new FixedWidthCodec(Alphabet.BASE62, 7);
  private final PlainCodec plain = new PlainCodec(Alphabet.BASE62);

  @Test
  void plainNumbersHaveTheirKnownTexts() {
    assertThat(plain.encode(0)).isEqualTo("0");
    assertThat(plain.encode(61)).isEqualTo("z");
    assertThat(plain.encode(62)).isEqualTo("10");
    assertThat(plain.encode(100_000_000)).isEqualTo("6laZE");
    assertThat(plain.encode(916_132_832)).isEqualTo("100000");
    assertThat(plain.encode(Long.MAX_VALUE)).isEqualTo("AzL8n0Y58m7");
  }

  @Test
  void plainTextsAreReadBack() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
      assertThat(plain.decode(plain.encode(number))).hasValue(number);
    }
    assertThat(new PlainCodec(Alphabet.of("01")).decode("1".repeat(63))).hasValue(Long.MAX_VALUE);
  }

  @Test
  void onlyTheShortestPlainTextIsRead() {
    for (String odd : List.of("", "00", "010", "0z", "a-b", "1 ", "AzL8n0Y58m8", "z".repeat(80))) {
      assertThat(plain.decode(odd)).as(odd).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void fixedTextsHaveTheirKnownNumbers() {
    assertThat(seven.size()).isEqualTo(3_521_614_606_208L);
    assertThat(seven.encode(0)).isEqualTo("0000000");
    assertThat(seven.encode(62)).isEqualTo("0000010");
    assertThat(seven.encode(seven.size() - 1)).isEqualTo("zzzzzzz");
  }

  @Test
  void fixedTextsAreReadBack() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong(seven.size());
      assertThat(seven.decode(seven.encode(number))).isEqualTo(number);
    }
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    for (long odd : new long[] {-1, seven.size(), Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> seven.encode(odd)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> plain.encode(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void foreignTextsAreNoCodes() {
    for (String odd : List.of("", "abcdef", "abcdefgh", "abc-efg", "abcdef\n", "abcdéfg")) {
      assertThat(seven.decode(odd)).as(odd).isEqualTo(FixedWidthCodec.NOT_A_CODE);
      assertThat(seven.hasShape(odd)).as(odd).isFalse();
    }
  }

  @Test
  void widthsThatDoNotFitIntoALongAreRefused() {
    assertThat(new FixedWidthCodec(Alphabet.BASE62, 10).size()).isEqualTo(839299365868340224L);
    for (int odd : new int[] {-1, 0, 11, 1000}) {
      assertThatThrownBy(() -> new FixedWidthCodec(Alphabet.BASE62, odd))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void zerosInFrontArePartOfACodeAndNoPartOfAPlainNumber() {
    assertThat(seven.decode("0000001")).isEqualTo(1);
    assertThat(seven.encode(1)).isEqualTo("0000001");
    assertThat(seven.decode("1")).isEqualTo(FixedWidthCodec.NOT_A_CODE);
    assertThat(plain.decode("1")).hasValue(1);
    assertThat(plain.decode("0000001")).isEmpty();
  }

  @Test
  void caseMakesAnotherNumber() {
    assertThat(seven.decode("abcdefg")).isNotEqualTo(seven.decode("ABCDEFG"));
    assertThat(plain.decode("a")).hasValue(36);
    assertThat(plain.decode("A")).hasValue(10);
  }

  @Test
  void allLengthsAndRadicesAreWrittenAsByPlainDivision() {
    Random random = new Random(5);
    for (int radix = 2; radix <= 64; radix++) {
      Alphabet alphabet = Alphabet.of((Alphabet.BASE62 + "-_").substring(0, radix));
      for (int length = 1; Math.pow(radix, length) < 0x1p62; length++) {
        FixedWidthCodec codec = new FixedWidthCodec(alphabet, length);
        for (long number : new long[] {0, codec.size() - 1, random.nextLong(codec.size())}) {
          assertThat(codec.encode(number)).isEqualTo(divided(number, alphabet, length));
        }
      }
    }
  }

  private static String divided(long number, Alphabet alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (long rest = number; text.length() < length; rest /= alphabet.radix()) {
      text.append(alphabet.symbol((int) (rest % alphabet.radix())));
    }
    return text.reverse().toString();
  }
}
