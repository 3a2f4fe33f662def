package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.KeyRing;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.TextSources;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryRangeStore;

class LinkCodesTest {
  private final GrantedMarks marks = new GrantedMarks();
  private final KeyRing first = KeyRing.first(new Random(1));
  private final KeyRing second = first.next(new Random(2));

  @Test
  void everyMintedCodeIsParsedBackToItsKey() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    marks.raise(1, 1, 5_000);
    for (long number = 0; number < 5_000; number++) {
      LinkKey key = new LinkKey(1, 1, number);
      assertThat(codes.parse(1, codes.codeOf(key))).isEqualTo(new LinkCodes.Generated(key));
    }
  }

  @Test
  void codesAboveTheGrantedMarkWereNeverIssued() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    marks.raise(1, 1, 100);
    LinkKey next = new LinkKey(1, 1, 100);

    assertThat(codes.parse(1, codes.codeOf(next))).isEqualTo(new LinkCodes.NeverIssued());
    marks.raise(1, 1, 101);
    assertThat(codes.parse(1, codes.codeOf(next))).isEqualTo(new LinkCodes.Generated(next));
  }

  @Test
  void oneCounterValueHasUnrelatedCodesOnEachDomain() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    marks.raise(1, 1, 1);
    marks.raise(2, 1, 1);
    String code = codes.codeOf(new LinkKey(1, 1, 0));

    assertThat(codes.codeOf(new LinkKey(2, 1, 0))).isNotEqualTo(code);
    assertThat(codes.parse(2, code)).isEqualTo(new LinkCodes.NeverIssued());
  }

  @Test
  void codesOfAnOldEpochOutliveTheNewOne() {
    LinkKey old = new LinkKey(1, 1, 42);
    LinkKey fresh = new LinkKey(1, 2, 42);
    marks.raise(1, 1, 1_000);
    marks.raise(1, 2, 1_000);
    String code = LinkCodes.standard(first, marks).codeOf(old);
    LinkCodes codes = LinkCodes.standard(second, marks);

    assertThat(codes.codeOf(old)).isEqualTo(code);
    assertThat(codes.parse(1, code)).isEqualTo(new LinkCodes.Generated(old));
    assertThat(codes.parse(1, codes.codeOf(fresh))).isEqualTo(new LinkCodes.Generated(fresh));
  }

  /** In a space of a million codes, half of them given out under the old key. */
  @Test
  void afterARotationNoCodeIsGivenOutAgain() {
    MemoryRangeStore ranges = new MemoryRangeStore();
    Scheme narrow = scheme("0123456789", 6);
    marks.raise(1, 1, 500_000);
    LinkCodes codes = new LinkCodes(second, marks, _ -> List.of(narrow));
    IdSource ids =
        new IdSource(
            ranges, marks, Runnable::run, InstantSource.system(), IdSource.Bounds.STANDARD);
    CodeMint mint = new CodeMint(ids, codes, texts(), new MemoryLinkStore(), code -> false);

    long passedOver = 0;
    for (int i = 0; i < 500; i++) {
      CodeMint.Minted minted = mint.generated(LinkFixture.draft(1));
      passedOver = minted.key().number() - i;
      assertThat(codes.parse(1, minted.code())).isEqualTo(new LinkCodes.Generated(minted.key()));
    }
    assertThat(passedOver).isBetween(350L, 650L);
  }

  private static TextSources texts() {
    return LinkFixture.texts(InstantSource.system(), new Random(3));
  }

  @Test
  void unwantedCodesArePassedOver() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    IdSource ids =
        new IdSource(
            new MemoryRangeStore(),
            marks,
            Runnable::run,
            InstantSource.system(),
            IdSource.Bounds.STANDARD);
    Set<String> unwanted =
        Set.of(codes.codeOf(new LinkKey(1, 1, 1)), codes.codeOf(new LinkKey(1, 1, 2)));
    CodeMint mint = new CodeMint(ids, codes, texts(), new MemoryLinkStore(), unwanted::contains);

    Set<Long> numbers = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      numbers.add(mint.generated(LinkFixture.draft(1)).key().number());
    }
    assertThat(numbers).containsExactly(0L, 3L, 4L);
  }

  @Test
  void textsWithoutTheShapeOfACodeAreNames() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    for (String text : List.of("", "Spring-Sale", "abcdef", "abcdefgh", "\0", "\ud800")) {
      assertThat(codes.parse(1, text)).isInstanceOf(LinkCodes.Name.class);
    }
    assertThat(codes.parse(1, "Spring-Sale")).isEqualTo(new LinkCodes.Name("spring-sale"));
    assertThat(codes.parse(1, "x".repeat(256))).isEqualTo(new LinkCodes.NeverIssued());
  }

  @Test
  void whatWasNeverIssuedIsAnsweredWithoutTheStore() {
    LinkFixture fixture = new LinkFixture();

    assertThat(fixture.resolve.resolve(1, "0000000")).isEmpty();
    assertThat(fixture.store.reads).isZero();
  }

  @Test
  void namedKeysHaveNoCode() {
    LinkCodes codes = LinkCodes.standard(first, marks);
    assertThatThrownBy(() -> codes.codeOf(new LinkKey(1, LinkKey.NAMED, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Scheme scheme(String symbols, int length) {
    return new Scheme(
        Source.PERMUTED, Alphabet.of(symbols), Lengths.of(length), false, WrongCase.REFUSE);
  }
}
