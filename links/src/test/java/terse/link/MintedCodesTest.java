package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.KeyedHashSource;
import terse.link.CreateLink.Created;

/** Every source of codes from the request to the redirect. */
class MintedCodesTest {
  private static final String URL = "https://example.org/";
  private static final Map<Source, String> FORMS =
      Map.of(
          Source.PERMUTED, "[0-9A-Za-z]{7}",
          Source.COUNTER, "0000[0-9A-Za-z]{3}",
          Source.RANDOM, "[0-9A-Za-z]{7}",
          Source.HASH, "[0-9A-Za-z]{7}",
          Source.STATELESS, "[0-9A-Za-z]{15}",
          Source.SNOWFLAKE, "[0-9A-Za-z]{10,11}",
          Source.HLC, "[0-9A-Za-z]{12}",
          Source.ULID, "[0-9A-HJKMNP-TV-Z]{26}",
          Source.UUID4, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
          Source.UUID7, "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final LinkFixture fixture = new LinkFixture();

  @Test
  void everySourceGivesCodesThatLeadToTheirLinks() {
    for (Source source : Source.values()) {
      change(scheme(source));
      List<Created> created = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        created.add(create(URL + i));
      }
      assertThat(created).extracting(Created::code).doesNotHaveDuplicates();
      created.forEach(one -> assertLeadsToItsLink(source, one));
    }
  }

  private void assertLeadsToItsLink(Source source, Created one) {
    assertThat(one.code()).as("%s", source).matches(FORMS.getOrDefault(source, ""));
    assertThat(fixture.resolve.resolve(1, one.code())).contains(one.link());
    assertThat(fixture.codes.codeOf(one.link())).isEqualTo(one.code());
    assertThat(fixture.read.read(LinkFixture.CALLER, fixture.idOf(one))).isEqualTo(one.link());
    assertThat(fixture.codes.hasCodeShape(1, one.code())).isTrue();
    assertThat(one.link().key().isNamed()).isFalse();
  }

  /** Back and forth between all of them: what was given out leads where it did. */
  @Test
  void codesOfEverySourceOutliveEveryChangeOfSource() {
    List<Created> created = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (Source source : Source.values()) {
        change(scheme(source));
        for (int i = 0; i < 20; i++) {
          created.add(create(URL + source + round + i));
        }
      }
    }
    assertThat(created).extracting(Created::code).doesNotHaveDuplicates();
    for (Created one : created) {
      assertThat(fixture.resolve.resolve(1, one.code())).contains(one.link());
    }
  }

  @Test
  void deletedLinkOfEverySourceStaysATombstone() {
    for (Source source : Source.values()) {
      change(scheme(source));
      Created made = create(URL + source);
      fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(made), null);
      assertThat(fixture.resolve.resolve(1, made.code()))
          .hasValueSatisfying(link -> assertThat(link.state()).isEqualTo(LinkState.DELETED));
    }
  }

  @Test
  void sameUrlHasTheSameCodeUnderTheHash() {
    change(scheme(Source.HASH));
    Created first = create(URL);
    Created again = create(URL);
    assertThat(again.link()).isEqualTo(first.link());
    assertThat(again.origin()).isEqualTo(CreateLink.Origin.REUSED);
    assertThat(fixture.create.create(8, LinkFixture.request(URL, null)).code())
        .isNotEqualTo(first.code());
    assertThat(first.code()).isEqualTo(candidate(0));
  }

  @Test
  void codeOfADeletedLinkIsNotGivenOutAgainByTheHash() {
    change(scheme(Source.HASH));
    Created first = create(URL);
    fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(first), null);
    assertThat(create(URL).code()).isEqualTo(candidate(1));
    assertThat(create(URL).code()).isEqualTo(candidate(1));
  }

  @Test
  void hashThatWasTakenTenTimesIsOneSymbolLonger() {
    change(scheme(Source.HASH));
    for (int attempt = 0; attempt < 10; attempt++) {
      occupy(candidate(attempt), attempt);
    }
    Created made = create(URL);
    assertThat(made.code()).hasSize(8).isEqualTo(candidate(10));
    assertThat(fixture.texts.repeats()).isEqualTo(10);
    assertThat(fixture.texts.lengthened()).isEqualTo(1);
    assertThat(fixture.resolve.resolve(1, made.code())).contains(made.link());
  }

  @Test
  void collidingDrawIsDrawnAgain() {
    change(scheme(Source.RANDOM));
    AtomicInteger drawn = new AtomicInteger();
    fixture.draws = () -> drawn.getAndIncrement() / 3 * 0x0101_0101_0101_0101L;
    List<String> codes = Stream.generate(() -> create(URL).code()).limit(5).toList();
    assertThat(codes).doesNotHaveDuplicates();
    assertThat(drawn.get()).isGreaterThan(10);
  }

  @Test
  void bulkOfOneDrawGetsCodesThatAllDiffer() {
    change(scheme(Source.RANDOM));
    AtomicInteger drawn = new AtomicInteger();
    fixture.draws = () -> drawn.getAndIncrement() < 40 ? 0 : new Random(drawn.get()).nextLong();
    List<CreateLink.Outcome> outcomes =
        fixture.create.createAll(
            LinkFixture.OWNER,
            Stream.generate(() -> LinkFixture.request(URL, null)).limit(20).toList());
    assertThat(outcomes).allMatch(Created.class::isInstance);
    assertThat(outcomes.stream().map(one -> ((Created) one).code())).doesNotHaveDuplicates();
  }

  @Test
  void mintingThatNeverFindsAFreeCodeSaysSo() {
    change(scheme(Source.RANDOM));
    fixture.draws = () -> 0;
    create(URL);
    assertRefused(Fault.INTERNAL, () -> create(URL));
  }

  @Test
  void reuseFindsTheLinkWhateverItsCode() {
    change(scheme(Source.RANDOM));
    CreateLink.Request request =
        new CreateLink.Request(URL, null, null, null, null, null, List.of(), null, true, null);
    Created first = fixture.created(request);
    assertThat(fixture.created(request).link()).isEqualTo(first.link());
  }

  @Test
  void clockThatWentBackStopsSnowflakesAndNoRedirect() {
    change(scheme(Source.SNOWFLAKE));
    Created made = create(URL);
    fixture.now = fixture.now.minus(Duration.ofHours(1));
    assertRefused(Fault.CLOCK_BEHIND, () -> create(URL));
    assertThat(fixture.resolve.resolve(1, made.code())).contains(made.link());
    change(scheme(Source.HLC));
    assertThat(create(URL).code()).hasSize(12);
  }

  @Test
  void aliasOfTheShapeOfAMintedCodeIsRefused() {
    change(scheme(Source.UUID4));
    assertRefused(Fault.INVALID_ALIAS, () -> fixture.named("919108f7-52d1-4320-9bac-f847db4148a8"));
    change(scheme(Source.ULID));
    assertRefused(Fault.INVALID_ALIAS, () -> fixture.named("01arz3ndektsv4rrffq69g5fav"));
    assertThat(fixture.named("sale").link().key().isNamed()).isTrue();
  }

  @Test
  void codesThatFoldAreReadInEitherCase() {
    change(scheme(Source.ULID));
    Created made = create(URL);
    assertThat(fixture.resolve.resolve(1, made.code().toLowerCase(Locale.ROOT)))
        .contains(made.link());
  }

  @Test
  void drawnLengthFollowsTheFillLimit() {
    Lengths lengths = new Lengths(6, 7, 50);
    assertThat(lengths.ofDrawn(0, 62)).isEqualTo(6);
    assertThat(lengths.ofDrawn(28_400_117_791L, 62)).isEqualTo(6);
    assertThat(lengths.ofDrawn(28_400_117_792L, 62)).isEqualTo(7);
    assertThat(lengths.ofDrawn(Long.MAX_VALUE, 62)).isEqualTo(7);
  }

  @Test
  void schemesThatCannotBeAreRefused() {
    assertNoScheme(() -> text(Source.STATELESS, Alphabet.BASE62, Lengths.of(12), false));
    assertNoScheme(() -> text(Source.RANDOM, Alphabet.BASE62, Lengths.of(3), false));
    assertNoScheme(() -> text(Source.RANDOM, Alphabet.BASE62, Lengths.of(65), false));
    assertNoScheme(() -> text(Source.RANDOM, Alphabet.BASE62, Lengths.of(7), true));
    assertNoScheme(() -> text(Source.HLC, Alphabet.of("0123456789"), Lengths.of(7), false));
    assertThat(text(Source.STATELESS, Alphabet.BASE62, Lengths.of(13), false)).isNotNull();
  }

  private static void assertNoScheme(ThrowingCallable scheme) {
    assertThatThrownBy(scheme).isInstanceOf(IllegalArgumentException.class);
  }

  private void occupy(String code, int number) {
    LinkKey key = new LinkKey(1, 1, 1_000_000L + number);
    fixture.store.insert(LinkFixture.draft(1).under(key, code, false));
  }

  private static String candidate(int attempt) {
    KeyedHashSource.Question question = new KeyedHashSource.Question(1, LinkFixture.OWNER, URL);
    return new KeyedHashSource(LinkFixture.SECRET)
        .candidate(question, Alphabet.BASE62, 7, attempt)
        .text();
  }

  private Created create(String url) {
    return fixture.created(LinkFixture.request(url, null));
  }

  private void change(Scheme scheme) {
    Domain changed = fixture.domains.defaultDomain().with(scheme);
    fixture.domains.replace(List.of(changed, fixture.domains.find(2).orElseThrow()));
  }

  private static Scheme scheme(Source source) {
    int length = source == Source.STATELESS ? 15 : 7;
    return text(source, Alphabet.BASE62, Lengths.of(length), false);
  }

  private static Scheme text(
      Source source, Alphabet alphabet, Lengths lengths, boolean checkSymbol) {
    return new Scheme(source, alphabet, lengths, checkSymbol, WrongCase.REFUSE);
  }

  private static void assertRefused(Fault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).as(e.detail()).isEqualTo(fault));
  }
}
