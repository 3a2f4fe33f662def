package terse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.KeyRing;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.GrantedMarks;
import terse.seed.Seeds;

/** Whatever a visitor types has one meaning and never a failure. */
class ParseFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final int DOMAIN = 1;

  private final GrantedMarks marks = new GrantedMarks();
  private final List<Scheme> schemes =
      List.of(
          Scheme.STANDARD,
          scheme(Alphabet.CROCKFORD32, new Lengths(5, 7, 40), true),
          scheme(Alphabet.BASE58, Lengths.of(7), false));
  private final LinkCodes codes =
      new LinkCodes(
          KeyRing.first(new Random(1)).next(new Random(2)),
          marks,
          domain -> domain == DOMAIN ? schemes : List.of());

  @Test
  void textThatIsReadAsACodeIsThatCodeInOneSpellingOrAnother() {
    for (int epoch : codes.epochs(schemes.size())) {
      marks.raise(DOMAIN, epoch, 1_000_000);
    }
    Seeds.check(
        ROUNDS,
        random -> {
          String text = text(random);
          if (codes.parse(DOMAIN, text) instanceof LinkCodes.Generated(LinkKey key)) {
            assertThat(codes.codeOf(key)).isEqualTo(codes.spelled(key, text));
            assertThat(codes.hasCodeShape(DOMAIN, text)).isTrue();
          }
        });
  }

  @Test
  void idsAndCursorsOfAnyTextAreReadOrRefused() {
    LinkIds ids = new LinkIds(codes);
    Seeds.check(
        ROUNDS,
        random -> {
          String text = random.nextInt(1, 3) + "." + text(random);
          ids.parse(random.nextBoolean() ? text : text(random))
              .ifPresent(read -> codes.parse(read.domain(), read.code()));
          assertRefusedOrRead(text(random));
        });
  }

  private static void assertRefusedOrRead(String cursor) {
    for (LinkQuery.Sort sort : LinkQuery.Sort.values()) {
      try {
        assertThat(LinkCursor.parse(sort, cursor).sort()).isEqualTo(sort);
      } catch (TerseException refused) {
        assertThat(refused.fault()).isEqualTo(Fault.INVALID_CURSOR);
      }
    }
  }

  private String text(RandomGenerator random) {
    int epoch = codes.epochs(schemes.size()).get(random.nextInt(2 * schemes.size()));
    Generation generation = codes.codes(DOMAIN).of(epoch);
    String code = generation.code(random.nextLong(generation.capacity()));
    StringBuilder text = new StringBuilder(code == null ? "Name-1" : code);
    for (int changes = random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
        case 1 -> text.setCharAt(at, (char) (text.charAt(at) ^ 0x20));
        case 2 -> text.deleteCharAt(at);
        default -> text.insert(at, text.charAt(at));
      }
    }
    return text.toString();
  }

  private static Scheme scheme(Alphabet alphabet, Lengths lengths, boolean checkSymbol) {
    return new Scheme(Source.PERMUTED, alphabet, lengths, checkSymbol, WrongCase.REFUSE);
  }
}
