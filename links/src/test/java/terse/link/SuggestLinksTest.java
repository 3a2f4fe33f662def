package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import terse.alias.Alias;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.Spellings;
import terse.code.WrongCase;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.SuggestLinks.Suggestion;

class SuggestLinksTest {
  private final LinkFixture fixture = new LinkFixture();
  private final SuggestLinks suggest =
      new SuggestLinks(fixture.codes, fixture.store, () -> fixture.now);

  @BeforeEach
  void giveCodesACheckSymbol() {
    codes(true, WrongCase.REFUSE);
  }

  private void codes(boolean checkSymbol, WrongCase wrongCase) {
    Scheme scheme =
        new Scheme(Source.PERMUTED, Alphabet.BASE62, Lengths.of(7), checkSymbol, wrongCase);
    fixture.domains.replace(
        List.of(
            fixture.domains.defaultDomain().with(scheme), fixture.domains.find(2).orElseThrow()));
  }

  @Test
  void linkOneSubstitutionOrSwapAwayIsOffered() {
    String code = fixture.generated().code();
    for (int i = 0; i < code.length(); i++) {
      assertThat(offered(wrongAt(code, i))).containsExactly(code);
      for (int j = i + 1; j < code.length(); j++) {
        if (code.charAt(i) != code.charAt(j)) {
          assertThat(offered(swapped(code, i, j))).containsExactly(code);
        }
      }
    }
  }

  @Test
  void whatIsTwoSlipsAwayIsNotOffered() {
    String code = fixture.generated().code();
    assertThat(offered(wrongAt(wrongAt(code, 1), 5))).isEmpty();
  }

  @Test
  void linksThatNobodyCanOpenAreNotOffered() {
    CreateLink.Created gone = fixture.generated();
    fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(gone), null);
    CreateLink.Created disabled = fixture.generated();
    fixture.edit.edit(LinkFixture.CALLER, fixture.idOf(disabled), disabling(), null);
    CreateLink.Created expiring =
        fixture.created(
            new CreateLink.Request(
                "https://example.org/",
                null,
                null,
                fixture.now.plus(Duration.ofDays(1)),
                null,
                null,
                List.of(),
                null,
                false,
                null));

    assertThat(offered(wrongAt(gone.code(), 3))).isEmpty();
    assertThat(offered(wrongAt(disabled.code(), 3))).isEmpty();
    assertThat(offered(wrongAt(expiring.code(), 3))).containsExactly(expiring.code());
    fixture.now = fixture.now.plus(Duration.ofDays(1));
    assertThat(offered(wrongAt(expiring.code(), 3))).isEmpty();
  }

  private static Patch disabling() {
    return new Patch(
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.to(false));
  }

  @Test
  void storeIsAskedForCodesThatWereGivenOutOnly() {
    String code = fixture.generated().code();
    fixture.store.reads = 0;
    offered(wrongAt(code, 2));
    assertThat(fixture.store.reads).isOne();
    fixture.store.reads = 0;
    assertThat(offered("00000000")).isEmpty();
    assertThat(fixture.store.reads).isZero();
  }

  @Test
  void lookupsAreBoundedHoweverManyNeighboursWereGivenOut() {
    codes(true, WrongCase.OFFER);
    String code = fixture.generated().code();
    int epoch = fixture.codes.codes(1).newest().epoch();
    fixture.marks.raise(1, epoch, fixture.codes.codes(1).newest().capacity());
    fixture.store.reads = 0;
    suggest.suggest(1, wrongAt(code, 2));
    assertThat(fixture.store.reads).isBetween(2, 2 * SuggestLinks.MOST_LOOKUPS);
  }

  @Test
  void loweredCodeOfOneLinkIsOfferedOrFollowedAsTheDomainSays() {
    codes(false, WrongCase.OFFER);
    String code = fixture.generated().code();
    String lowered = Alias.fold(code);
    assertThat(suggest.suggest(1, lowered)).isEqualTo(new Suggestion(List.of(code), null));
    assertThat(suggest.suggest(1, code.toUpperCase(Locale.ROOT)).offered()).containsExactly(code);
    codes(false, WrongCase.FOLLOW);
    assertThat(suggest.suggest(1, lowered)).isEqualTo(new Suggestion(List.of(), code));
    codes(false, WrongCase.REFUSE);
    assertThat(suggest.suggest(1, lowered)).isEqualTo(Suggestion.NONE);
    assertThat(suggest.canHelp(1, lowered)).isFalse();
  }

  @Test
  void loweredCodeThatWasDrawnIsFoundToo() {
    for (Source source : List.of(Source.RANDOM, Source.HASH)) {
      drawn(source, WrongCase.OFFER);
      String code = inBothCases();
      String lowered = Alias.fold(code);
      assertThat(suggest.canHelp(1, lowered)).isTrue();
      fixture.store.reads = 0;
      assertThat(suggest.suggest(1, lowered)).isEqualTo(new Suggestion(List.of(code), null));
      assertThat(fixture.store.reads).isLessThanOrEqualTo(SuggestLinks.MOST_SPELLINGS);
      drawn(source, WrongCase.FOLLOW);
      assertThat(suggest.suggest(1, lowered)).isEqualTo(new Suggestion(List.of(), code));
    }
  }

  private void drawn(Source source, WrongCase wrongCase) {
    Scheme scheme = new Scheme(source, Alphabet.BASE62, Lengths.of(7), false, wrongCase);
    fixture.domains.replace(List.of(fixture.domains.defaultDomain().with(scheme)));
  }

  private String inBothCases() {
    for (int i = 0; ; i++) {
      String url = "https://example.org/" + i;
      String code = fixture.created(LinkFixture.request(url, null)).code();
      if (!code.equals(Alias.fold(code))) {
        return code;
      }
    }
  }

  @Test
  void whoAsksWithAKeyIsToldOfNoOtherAccountsLinks() {
    String code = fixture.generated().code();
    String typed = wrongAt(code, 3);
    assertThat(suggest.suggest(1, typed, LinkFixture.CALLER).offered()).containsExactly(code);
    assertThat(suggest.suggest(1, typed, new Caller(8, false)).offered()).isEmpty();
    assertThat(suggest.suggest(1, typed, new Caller(8, true)).offered()).containsExactly(code);
    codes(false, WrongCase.OFFER);
    String cased = inBothCases();
    assertThat(suggest.suggest(1, Alias.fold(cased), LinkFixture.CALLER).offered())
        .containsExactly(cased);
    assertThat(suggest.suggest(1, Alias.fold(cased), new Caller(8, false)))
        .isEqualTo(Suggestion.NONE);
  }

  /** A small alphabet in both cases, half of whose codes were given out: 2^7 spellings of each. */
  @Test
  void loweredCodeOfSeveralLinksIsNotGuessed() {
    Scheme scheme =
        new Scheme(
            Source.PERMUTED, Alphabet.of("abcdABCD"), Lengths.of(7), false, WrongCase.FOLLOW);
    fixture.domains.replace(List.of(fixture.domains.defaultDomain().with(scheme)));
    CreateLink.Created first = fixture.generated();
    String spelled = null;
    while (spelled == null) {
      CreateLink.Created next = fixture.generated();
      spelled = Alias.fold(next.code()).equals(Alias.fold(first.code())) ? next.code() : null;
    }
    String typed = unknownSpelling(first.code());
    assertThat(suggest.suggest(1, typed)).isEqualTo(Suggestion.NONE);
  }

  private String unknownSpelling(String code) {
    return Spellings.of(Alphabet.of("abcdABCD"), code).stream()
        .filter(text -> fixture.resolve.resolve(1, text).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void storeThatFailsFailsTheQuestion() {
    String code = fixture.generated().code();
    fixture.store.failRead = Fault.STORE_UNAVAILABLE;
    assertThatThrownBy(() -> offered(wrongAt(code, 0))).isInstanceOf(TerseException.class);
  }

  @Test
  void othersAreNotAskedAbout() {
    assertThat(suggest.canHelp(1, "spring-sale")).isFalse();
    assertThat(suggest.canHelp(2, "abcdefgh")).isFalse();
    assertThat(suggest.canHelp(9, "abcdefgh")).isFalse();
    assertThat(suggest.suggest(9, "abcdefgh")).isEqualTo(Suggestion.NONE);
    assertThat(suggest.canHelp(1, fixture.generated().code())).isFalse();
  }

  private List<String> offered(String text) {
    return suggest.suggest(1, text).offered();
  }

  private static String wrongAt(String code, int place) {
    char wrong = code.charAt(place) == 'k' ? 'm' : 'k';
    return code.substring(0, place) + wrong + code.substring(place + 1);
  }

  private static String swapped(String code, int i, int j) {
    StringBuilder text = new StringBuilder(code);
    text.setCharAt(i, code.charAt(j));
    text.setCharAt(j, code.charAt(i));
    return text.toString();
  }
}
