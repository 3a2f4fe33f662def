package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.KeyRing;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;

class LengthPolicyTest {
  private static final Alphabet DIGITS = Alphabet.of("0123456789");
  private static final byte[] SECRET = KeyRing.first(new Random(1)).secret(1);

  /** Every number of a space of six digits half used and then seven digits, all of them. */
  @Test
  void everyNumberHasACodeOfItsOwnAndEveryCodeItsNumber() {
    Generation codes = codes(DIGITS, new Lengths(6, 7, 50), false);
    assertThat(codes.capacity()).isEqualTo(10_500_000);
    BitSet short6 = new BitSet();
    BitSet long7 = new BitSet();
    for (long number = 0; number < codes.capacity(); number += number < 600_000 ? 1 : 7) {
      String code = codes.code(number);
      assertThat(code).hasSize(number < 500_000 ? 6 : 7);
      BitSet given = code != null && code.length() == 6 ? short6 : long7;
      int text = Integer.parseInt(String.valueOf(code));
      assertThat(given.get(text)).isFalse();
      given.set(text);
      assertThat(codes.number(String.valueOf(code), codes.capacity())).isEqualTo(number);
    }
    assertThat(short6.cardinality()).isEqualTo(500_000);
  }

  @Test
  void shortCodesBeyondTheFillLimitWereNeverIssued() {
    Generation codes = codes(DIGITS, new Lengths(6, 7, 50), false);
    int none = 0;
    for (int text = 0; text < 1_000_000; text += 10) {
      none += codes.number("%06d".formatted(text), codes.capacity()) == Generation.NONE ? 1 : 0;
    }
    assertThat(none).isBetween(49_000, 51_000);
  }

  /** A thousand million links: 2 % of 62^6 in six characters, whatever comes after in seven. */
  @Test
  void aThousandMillionLinksFitSixCharactersAndTheNextTakeSeven() {
    Generation codes = codes(Alphabet.BASE62, new Lengths(6, 7, 2), false);
    long last = 62L * 62 * 62 * 62 * 62 * 62 / 100 * 2 - 1;
    assertThat(last).isGreaterThan(1_000_000_000);
    assertThat(codes.code(0)).hasSize(6);
    assertThat(codes.code(1_000_000_000)).hasSize(6);
    assertThat(codes.code(last)).hasSize(6);
    assertThat(codes.code(last + 1)).hasSize(7);
    Random random = new Random(2);
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      long number = last - 100_000 + i;
      String code = codes.code(number);
      assertThat(given.add(String.valueOf(code))).isTrue();
      assertThat(codes.number(String.valueOf(code), number + 1)).isEqualTo(number);
      long other = random.nextLong(codes.capacity());
      assertThat(codes.number(String.valueOf(codes.code(other)), codes.capacity()))
          .isEqualTo(other);
    }
  }

  @Test
  void checkSymbolComesOnTopOfEveryLength() {
    Generation codes = codes(Alphabet.CROCKFORD32, new Lengths(5, 6, 10), true);
    assertThat(codes.code(0)).hasSize(6);
    assertThat(codes.code(codes.capacity() - 1)).hasSize(7);
    assertThatThrownBy(() -> codes.code(codes.capacity()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Lengths(7, 6, 50)).hasMessage("no lengths: 7 to 6");
    assertThatThrownBy(() -> new Lengths(6, 7, 0)).hasMessageContaining("1 to 100 percent");
    assertThatThrownBy(() -> codes(DIGITS, Lengths.of(5), false))
        .hasMessageContaining("fewer than a million");
    assertThatThrownBy(() -> codes(Alphabet.BASE62, Lengths.of(11), false))
        .hasMessageContaining("too many");
  }

  private static Generation codes(Alphabet alphabet, Lengths lengths, boolean checkSymbol) {
    Scheme scheme = new Scheme(Source.PERMUTED, alphabet, lengths, checkSymbol, WrongCase.REFUSE);
    return new Generation(1, 1, scheme, SECRET);
  }
}
