package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkQuery.Sort;
import terse.link.LinkState;

/** Listing links: filters, sorts and pages. */
interface ListingContract extends LinkContract {

  private List<LinkKey> keys(LinkQuery query) {
    return walk(query).stream().map(Link::key).toList();
  }

  @Test
  default void emptyStoreListsNothing() {
    assertThat(store().list(Queries.all(Sort.NEWEST, 10))).isEqualTo(new LinkPage(List.of(), null));
  }

  @Test
  default void filtersLeaveWhatTheySay() {
    Link first = inserted(Sample.link(1).tags("a", "b"));
    Link second = inserted(Sample.link(2).owner(2).tags("b"));
    Link third = inserted(Sample.named(3, "Offer").domain(2));
    assertThat(keys(Queries.owner(1))).containsExactlyInAnyOrder(first.key(), third.key());
    assertThat(keys(Queries.owner(2))).containsExactly(second.key());
    assertThat(keys(Queries.domain(2))).containsExactly(third.key());
    assertThat(keys(Queries.tag("b"))).containsExactly(second.key(), first.key());
    assertThat(keys(Queries.tag("B"))).isEmpty();
    assertThat(keys(new LinkQuery(1, 1, "EXAMPLE.com/1", "b", Sort.TARGET, null, 5)))
        .containsExactly(first.key());
  }

  @Test
  default void searchLooksIntoTargetTitleNameAndTags() {
    Link byTarget = inserted(Sample.link(1).target("https://a.example/Winter?x=50%25_off"));
    Link byTitle = inserted(Sample.link(2).title("Für den Winter: Größe ÄÖ"));
    Link byName = inserted(Sample.named(3, "WinterSale"));
    Link byTag = inserted(Sample.link(4).tags("midwinter"));
    inserted(Sample.link(5).title("summer"));
    assertThat(keys(Queries.search("wiNTer")))
        .containsExactlyInAnyOrder(byTarget.key(), byTitle.key(), byName.key(), byTag.key());
    assertThat(keys(Queries.search("grÖSSE äö"))).isEmpty();
    assertThat(keys(Queries.search("GRÖßE äö"))).containsExactly(byTitle.key());
    assertThat(keys(Queries.search("50%25_"))).containsExactly(byTarget.key());
    assertThat(keys(Queries.search("%"))).containsExactly(byTarget.key());
    assertThat(keys(Queries.search("x".repeat(70_000)))).isEmpty();
    assertThat(keys(Queries.search(""))).hasSize(5);
  }

  @Test
  default void searchFollowsEdits() {
    Link link = inserted(Sample.link(1).title("before").tags("old"));
    updated(Changes.tags(updated(Changes.title(link, "after")), List.of("new")));
    assertThat(keys(Queries.search("before"))).isEmpty();
    assertThat(keys(Queries.search("AFTER"))).containsExactly(link.key());
    assertThat(keys(Queries.tag("old"))).isEmpty();
    assertThat(keys(Queries.tag("new"))).containsExactly(link.key());
  }

  @Test
  default void expiredAndDisabledLinksAreListedAndTombstonesNever() {
    Link expired = inserted(Sample.link(1).tags("t").expiresAt(Sample.START.plusMillis(1)));
    Link disabled = inserted(Sample.link(2).tags("t"));
    updated(Changes.state(disabled, LinkState.DISABLED));
    Link gone = inserted(Sample.named(3, "gone").tags("t").title("gone"));
    updated(Changes.state(gone, LinkState.DELETED));
    for (Sort sort : Sort.values()) {
      assertThat(keys(Queries.all(sort, 10)))
          .containsExactlyInAnyOrder(expired.key(), disabled.key());
    }
    assertThat(keys(Queries.owner(1))).hasSize(2);
    assertThat(keys(Queries.tag("t"))).hasSize(2);
    assertThat(keys(Queries.search("gone"))).isEmpty();
  }

  @Test
  default void sortsAsTheyAreCalled() {
    Link a = inserted(Sample.link(1).target("https://c.example/").title("beta"));
    Link b = inserted(later(Sample.link(2).target("https://B.example/").title("Alpha"), 1));
    Link c = inserted(later(Sample.link(3).target("https://a.example/"), 2));
    Link d = inserted(later(Sample.link(4).target("https://a.example/"), 2));
    assertThat(keys(Queries.all(Sort.NEWEST, 2)))
        .containsExactly(d.key(), c.key(), b.key(), a.key());
    assertThat(keys(Queries.all(Sort.OLDEST, 2)))
        .containsExactly(a.key(), b.key(), c.key(), d.key());
    assertThat(keys(Queries.all(Sort.TITLE, 2)))
        .containsExactly(c.key(), d.key(), b.key(), a.key());
    assertThat(keys(Queries.all(Sort.TARGET, 2)))
        .containsExactly(b.key(), c.key(), d.key(), a.key());
  }

  private Sample later(Sample sample, long seconds) {
    return sample.createdAt(sample.createdAt().plusSeconds(seconds));
  }

  @Test
  default void textIsSortedByCodePointAndLongTextByItsBeginning() {
    String same = "https://a.example/" + "x".repeat(200);
    Link third = inserted(Sample.link(1).target(same + "b").title("\uD83D\uDE00"));
    Link fourth = inserted(Sample.link(2).target(same + "a").title("\uFF5E"));
    assertThat(keys(Queries.all(Sort.TARGET, 1))).containsExactly(third.key(), fourth.key());
    assertThat(keys(Queries.all(Sort.TITLE, 1))).containsExactly(fourth.key(), third.key());
  }

  @ParameterizedTest
  @EnumSource
  default void pagesNeitherOverlapNorLeaveGapsWhileLinksAreInserted(Sort sort) {
    RandomGenerator random = Seeds.random("pages by " + sort);
    List<Link> before = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      before.add(inserted(any(random, i * 2)));
    }
    LinkQuery query = new LinkQuery(null, null, null, "paged", sort, null, 7);
    List<Link> walked = new ArrayList<>();
    int next = 1;
    LinkPage page = store().list(query);
    walked.addAll(page.links());
    while (page.next() != null) {
      inserted(any(random, next));
      next += 2;
      page = store().list(Queries.after(query, page.next()));
      walked.addAll(page.links());
    }
    assertThat(walked).doesNotHaveDuplicates().containsAll(before);
    List<LinkKey> again = keys(query);
    assertThat(again).containsSubsequence(walked.stream().map(Link::key).toList());
  }

  private Sample any(RandomGenerator random, int number) {
    return Sample.link(number)
        .createdAt(Sample.START.plus(Duration.ofSeconds(random.nextInt(5))))
        .target("https://example.com/" + random.nextInt(5))
        .title(random.nextBoolean() ? null : "Title " + random.nextInt(5))
        .tags("paged");
  }

  @Test
  default void fullLastPageIsTheEnd() {
    for (int i = 0; i < 4; i++) {
      inserted(Sample.link(i));
    }
    LinkPage first = store().list(Queries.all(Sort.OLDEST, 2));
    LinkPage second = store().list(Queries.after(Queries.all(Sort.OLDEST, 2), first.next()));
    assertThat(first.next()).isNotNull();
    assertThat(second.links()).hasSize(2);
    assertThat(second.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!", "Tg", "TiAxIDEgMQ", "%00", "'; DROP TABLE link; --"})
  default void cursorThatIsNotOursIsRefused(String cursor) {
    inserted(Sample.link(1));
    for (Sort sort : Sort.values()) {
      assertInvalid(sort, cursor);
    }
  }

  @Test
  default void cursorWithImpossibleNumbersIsRefused() {
    Stream.of("N 0 1 1 5", "N 1 1 1 x", "N 1 1 1 ", "N 9999999999 1 1 5", "N 1 -1 1 5", "O 1 1 1")
        .map(plain -> plain.getBytes(StandardCharsets.UTF_8))
        .map(Base64.getUrlEncoder()::encodeToString)
        .forEach(cursor -> assertInvalid(Sort.NEWEST, cursor));
  }

  @Test
  default void cursorOfAnotherSortIsRefused() {
    inserted(Sample.link(1));
    inserted(Sample.link(2));
    String cursor = store().list(Queries.all(Sort.TITLE, 1)).next();
    assertThat(cursor).isNotNull();
    for (Sort sort : List.of(Sort.NEWEST, Sort.OLDEST, Sort.TARGET)) {
      assertInvalid(sort, String.valueOf(cursor));
    }
  }

  private void assertInvalid(Sort sort, String cursor) {
    assertThatThrownBy(() -> store().list(Queries.after(Queries.all(sort, 10), cursor)))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_CURSOR));
  }
}
