package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static terse.link.Faults.assertFault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import terse.domain.Domain;
import terse.fault.Fault;
import terse.link.CreateLink.Created;
import terse.link.CreateLink.Failed;
import terse.link.CreateLink.Origin;
import terse.link.CreateLink.Outcome;
import terse.link.CreateLink.Request;

class CreateLinkTest {
  private static final String URL = "https://example.org/";

  private final LinkFixture fixture = new LinkFixture();

  @Test
  void createdLinkResolvesByItsCode() {
    Created created = fixture.generated();

    assertThat(created.code()).matches("[0-9A-Za-z]{7}");
    assertThat(created.origin()).isEqualTo(Origin.NEW);
    assertThat(fixture.resolve.resolve(1, created.code())).contains(created.link());
    assertThat(fixture.codes.codeOf(created.link())).isEqualTo(created.code());
  }

  @Test
  void namedLinkResolvesInAnyCase() {
    Created created = fixture.named("Spring-Sale");

    assertThat(created.code()).isEqualTo("Spring-Sale");
    assertThat(fixture.idOf(created)).isEqualTo("1.spring-sale");
    assertThat(fixture.resolve.resolve(1, "SPRING-sale")).contains(created.link());
  }

  @Test
  void observersAreToldOfEveryCreateBeforeItIsAcknowledged() {
    Created generated = fixture.generated();
    Created named = fixture.named("spring-sale");

    assertThat(fixture.told)
        .containsExactly(generated.code() + " v1 ACTIVE", named.code() + " v1 ACTIVE");
  }

  @Test
  void everyFieldIsStoredInOrder() {
    fixture.now = Instant.parse("2026-03-01T12:00:00.123456Z");
    Instant expiry = Instant.parse("2026-04-01T00:00:00.987654Z");

    Link link =
        fixture
            .created(
                new Request(
                    "https://Example.org",
                    null,
                    "T.example:81",
                    expiry,
                    null,
                    "  Spring  ",
                    List.of("b", " a ", "b"),
                    308,
                    false,
                    null))
            .link();

    assertThat(link.key().domain()).isEqualTo(2);
    assertThat(link.target()).isEqualTo("https://example.org/");
    assertThat(link.owner()).isEqualTo(LinkFixture.OWNER);
    assertThat(link.title()).isEqualTo("Spring");
    assertThat(link.tags()).containsExactly("a", "b");
    assertThat(link.status()).isEqualTo(308);
    assertThat(link.createdAt()).isEqualTo("2026-03-01T12:00:00.123Z");
    assertThat(link.expiresAt()).isEqualTo("2026-04-01T00:00:00.987Z");
  }

  @Test
  void whatIsNotGivenIsAsUsual() {
    Link link = fixture.generated().link();

    assertThat(link.status()).isEqualTo(302);
    assertThat(link.title()).isNull();
    assertThat(link.tags()).isEmpty();
    assertThat(link.expiresAt()).isNull();
  }

  @Test
  void theDomainsDefaultExpiryAppliesWhereNoneIsGiven() {
    fixture.domains.replace(List.of(new Domain(1, "s.example", Duration.ofDays(30))));

    assertThat(fixture.generated().link().expiresAt())
        .isEqualTo(fixture.now.plus(Duration.ofDays(30)));
    Instant sooner = fixture.now.plusSeconds(1);
    assertThat(fixture.created(withExpiry(sooner)).link().expiresAt()).isEqualTo(sooner);
  }

  private static Request withExpiry(Instant expiry) {
    return new Request(URL, null, null, expiry, null, null, List.of(), null, false, null);
  }

  @Test
  void anExpiryThatHasComeOrNeverWillIsRefused() {
    for (Instant odd :
        List.of(
            fixture.now,
            fixture.now.minusSeconds(1),
            Instant.MIN,
            Instant.MAX,
            Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertFault(Fault.INVALID_EXPIRY, () -> fixture.created(withExpiry(odd)));
    }
    fixture.created(withExpiry(Instant.parse("9999-12-31T23:59:59.999Z")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 300, 303, 304, 309, 404, -302})
  void aStatusThatDoesNotRedirectIsRefused(int status) {
    assertFault(
        "/status",
        () ->
            fixture.created(
                new Request(URL, null, null, null, null, null, List.of(), status, false, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\u007fb", "a\u2028b", "a\ud800b"})
  void controlsInTitlesAndTagsAreRefused(String odd) {
    assertFault("/title", () -> fixture.created(titled(odd)));
    assertFault("/tags", () -> fixture.created(tagged(List.of(odd))));
  }

  @Test
  void titlesAndTagsHaveBounds() {
    assertFault("/title", () -> fixture.created(titled("x".repeat(513))));
    assertFault("/tags", () -> fixture.created(tagged(List.of("x".repeat(65)))));
    assertFault("/tags", () -> fixture.created(tagged(List.of("a", " "))));
    assertFault("/tags", () -> fixture.created(tagged(numbered(21))));

    assertThat(fixture.created(titled("\ud83d\ude00".repeat(512))).link().title()).hasSize(1024);
    assertThat(fixture.created(titled(" ")).link().title()).isNull();
    assertThat(fixture.created(tagged(numbered(20))).link().tags()).hasSize(20);
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Request titled(String title) {
    return new Request(URL, null, null, null, null, title, List.of(), null, false, null);
  }

  private static Request tagged(List<String> tags) {
    return new Request(URL, null, null, null, null, null, tags, null, false, null);
  }

  @Test
  void oddUrlsAliasesAndDomainsAreRefusedByTheirFault() {
    assertFault(Fault.INVALID_URL, () -> fixture.created(LinkFixture.request("ftp://a/", null)));
    assertFault(
        Fault.INVALID_URL, () -> fixture.created(LinkFixture.request("https://s.example/x", null)));
    assertFault(Fault.INVALID_ALIAS, () -> fixture.named("a b"));
    assertFault(
        Fault.UNKNOWN_DOMAIN,
        () ->
            fixture.created(
                new Request(
                    URL, null, "u.example", null, null, null, List.of(), null, false, null)));
    assertThat(fixture.store.inserts).isZero();
    assertThat(fixture.told).isEmpty();
  }

  @Test
  void anAliasOfTheShapeOfACodeIsRefused() {
    assertFault(Fault.INVALID_ALIAS, () -> fixture.named("Spring7"));
    assertThat(fixture.named("Spring77").code()).isEqualTo("Spring77");
  }

  @Test
  void aTakenNameStaysTaken() {
    Created first = fixture.named("spring-sale");
    assertFault(Fault.ALIAS_TAKEN, () -> fixture.named("Spring-SALE"));
    fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(first), null);
    assertFault(Fault.ALIAS_TAKEN, () -> fixture.named("spring-sale"));
  }

  @Test
  void oneNameMayLiveOnceOnEachDomain() {
    fixture.named("spring-sale");
    Request elsewhere =
        new Request(
            URL, "spring-sale", "t.example:81", null, null, null, List.of(), null, false, null);

    assertThat(fixture.created(elsewhere).link().key().domain()).isEqualTo(2);
  }

  @Test
  void aBatchIsOneCallAndEachLineIsDecidedOnItsOwn() {
    List<Outcome> outcomes =
        fixture.create.createAll(
            LinkFixture.OWNER,
            List.of(
                LinkFixture.request(URL, null),
                LinkFixture.request("nonsense", null),
                LinkFixture.request(URL, "spring-sale"),
                LinkFixture.request(URL, "SPRING-SALE"),
                LinkFixture.request(URL, null)));

    assertThat(fixture.store.inserts).isEqualTo(1);
    assertThat(outcomes)
        .extracting(CreateLinkTest::summary)
        .containsExactly("NEW", "INVALID_URL", "NEW", "ALIAS_TAKEN", "NEW");
    assertThat(outcomes.get(2)).extracting("code").isEqualTo("spring-sale");
    assertThat(fixture.told).hasSize(3);
  }

  private static String summary(Outcome outcome) {
    return switch (outcome) {
      case Created created -> created.origin().name();
      case Failed failed -> failed.fault().fault().name();
    };
  }

  @Test
  void anEmptyBatchAsksNothingOfTheStore() {
    assertThat(fixture.create.createAll(LinkFixture.OWNER, List.of())).isEmpty();
    assertThat(fixture.store.inserts).isZero();
  }

  @Test
  void aRetryWithTheSameIdempotencyKeyCreatesNothing() {
    Created first = fixture.created(keyed("k", "digest", null));
    Created again = fixture.created(keyed("k", "digest", null));

    assertThat(again).isEqualTo(new Created(first.link(), first.code(), Origin.REPLAYED));
    assertThat(fixture.store.count()).isEqualTo(1);
    assertThat(fixture.told).hasSize(1);
  }

  @Test
  void aRetryOfANamedCreateIsAReplayAndNotAConflict() {
    Created first = fixture.created(keyed("k", "digest", "spring-sale"));
    assertThat(fixture.created(keyed("k", "digest", "spring-sale")).link()).isEqualTo(first.link());
  }

  @Test
  void anIdempotencyKeyUsedForSomethingElseIsRefused() {
    fixture.created(keyed("k", "digest", null));
    assertFault(Fault.IDEMPOTENCY_MISMATCH, () -> fixture.created(keyed("k", "other", null)));
  }

  @Test
  void aReplayOfALinkThatIsDeletedSinceIsGone() {
    Created first = fixture.created(keyed("k", "digest", null));
    fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(first), null);
    assertFault(Fault.GONE, () -> fixture.created(keyed("k", "digest", null)));
  }

  private static Request keyed(String key, String digest, @Nullable String alias) {
    NewLink.Idempotency idempotency = new NewLink.Idempotency(key, digest);
    return new Request(URL, alias, null, null, null, null, List.of(), null, false, idempotency);
  }

  @Test
  void reuseGivesTheOwnersLiveLinkAgain() {
    Request reuse = new Request(URL, null, null, null, null, null, List.of(), null, true, null);
    Created first = fixture.created(reuse);
    Created second = fixture.created(reuse);
    Created others = fixture.create.create(LinkFixture.OWNER + 1, reuse);

    assertThat(second).isEqualTo(new Created(first.link(), first.code(), Origin.REUSED));
    assertThat(others.link().key()).isNotEqualTo(first.link().key());
  }

  @Test
  void aStoreThatIsDownFailsEachLineThatWouldHaveBeenStored() {
    fixture.store.failBeforeWrite = Fault.STORE_UNAVAILABLE;
    List<Outcome> outcomes =
        fixture.create.createAll(
            LinkFixture.OWNER,
            List.of(LinkFixture.request("nonsense", null), LinkFixture.request(URL, null)));

    assertThat(outcomes)
        .extracting(CreateLinkTest::summary)
        .containsExactly("INVALID_URL", "STORE_UNAVAILABLE");
    assertThat(fixture.told).isEmpty();
  }

  /** Whoever was told that a link may come to be is told of the end of it. */
  @Test
  void whateverBecomesOfACreateIsSettled() {
    fixture.named("summer");
    assertFault(Fault.ALIAS_TAKEN, () -> fixture.named("SUMMER"));
    assertThat(fixture.creating).isEmpty();
    for (Fault fault : List.of(Fault.STORE_UNAVAILABLE, Fault.OUTCOME_UNKNOWN)) {
      fixture.store.failBeforeWrite = fault;
      assertFault(fault, fixture::generated);
      assertThat(fixture.creating).isEmpty();
    }
    fixture.store.failBeforeWrite = null;
    fixture.store.failAfterWrite = Fault.OUTCOME_UNKNOWN;
    fixture.generated();
    assertThat(fixture.creating).isEmpty();
  }

  @Test
  void anUnknownOutcomeIsSettledByReadingBack() {
    fixture.store.failAfterWrite = Fault.OUTCOME_UNKNOWN;
    Created created = fixture.named("spring-sale");
    assertThat(fixture.store.find(created.link().key())).contains(created.link());
    assertThat(fixture.told).containsExactly("spring-sale v1 ACTIVE");
  }

  @Test
  void anUnknownOutcomeThatReadingDoesNotShowStaysUnknown() {
    fixture.store.failBeforeWrite = Fault.OUTCOME_UNKNOWN;
    assertFault(Fault.OUTCOME_UNKNOWN, fixture::generated);
    assertThat(fixture.told).isEmpty();
  }

  @Test
  void anUnknownOutcomeThatCannotBeReadBackIsPassedOn() {
    fixture.store.failAfterWrite = Fault.OUTCOME_UNKNOWN;
    fixture.store.failRead = Fault.STORE_UNAVAILABLE;
    assertFault(Fault.OUTCOME_UNKNOWN, fixture::generated);
    assertThat(fixture.told).isEmpty();
  }

  @Test
  void codesOfOneBatchAreAllDifferent() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      requests.add(LinkFixture.request(URL, null));
    }
    assertThat(fixture.create.createAll(LinkFixture.OWNER, requests))
        .extracting(outcome -> ((Created) outcome).code())
        .doesNotHaveDuplicates();
  }
}
