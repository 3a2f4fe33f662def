package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import terse.seed.Seeds;

/**
 * Whatever text is decoded, the answer is a number that is written so, or none; never a failure.
 */
class DecoderFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<Alphabet> ALPHABETS =
      List.of(
          Alphabet.BASE62,
          Alphabet.BASE58,
          Alphabet.BASE36,
          Alphabet.CROCKFORD32,
          Alphabet.of("zyx_-01"),
          Alphabet.of("aAbB"));

  @Test
  void plainDecoderReadsWhatIsWrittenAndNothingElse() {
    Seeds.check(
        ROUNDS,
        random -> {
          Alphabet alphabet = any(random);
          PlainCodec codec = new PlainCodec(alphabet);
          String text = text(alphabet, random, random.nextInt(14));
          OptionalLong number = codec.decode(text);
          number.ifPresent(
              read -> assertThat(codec.encode(read)).isEqualTo(alphabet.canonical(text)));
        });
  }

  @Test
  void decoderOfCodesReadsWhatIsWrittenAndNothingElse() {
    Seeds.check(
        ROUNDS,
        random -> {
          Alphabet alphabet = any(random);
          int length = 1 + random.nextInt(10);
          CodeForm form = new CodeForm(alphabet, length, random.nextBoolean());
          String text = text(alphabet, random, form.textLength() + random.nextInt(4) / 3);
          long number = form.decode(text);
          if (number != CodeForm.NOT_A_CODE) {
            assertThat(number).isBetween(0L, form.size() - 1);
            assertThat(form.encode(number)).isEqualTo(alphabet.canonical(text));
            assertThat(form.hasShape(text)).isTrue();
          }
        });
  }

  @Test
  void everyNumberIsReadBackFromItsText() {
    Seeds.check(
        ROUNDS,
        random -> {
          Alphabet alphabet = any(random);
          CodeForm form = new CodeForm(alphabet, 1 + random.nextInt(10), random.nextBoolean());
          long number = random.nextLong(form.size());
          String text = form.encode(number);
          if (text != null) {
            assertThat(form.decode(text)).isEqualTo(number);
            assertThat(text).hasSize(form.textLength());
          }
          String plain = new PlainCodec(alphabet).encode(number);
          assertThat(new PlainCodec(alphabet).decode(plain)).hasValue(number);
        });
  }

  private static Alphabet any(RandomGenerator random) {
    return ALPHABETS.get(random.nextInt(ALPHABETS.size()));
  }

  /** Mostly symbols, sometimes a character of anywhere, sometimes in the other case. */
  private static String text(Alphabet alphabet, RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      char symbol = alphabet.symbol(random.nextInt(alphabet.radix()));
      text.append(
          switch (random.nextInt(40)) {
            case 0 -> (char) random.nextInt(0x10000);
            case 1 -> (char) random.nextInt(0x80);
            case 2, 3, 4 -> (char) (symbol ^ 0x20);
            default -> symbol;
          });
    }
    return Objects.toString(text);
  }
}
