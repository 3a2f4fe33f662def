package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static terse.link.Faults.assertFault;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;

class ListLinksTest {
  private static final int OTHER = LinkFixture.OWNER + 1;

  private final LinkFixture fixture = new LinkFixture();

  private static LinkQuery query(@Nullable Integer owner, int limit) {
    return new LinkQuery(owner, null, null, null, LinkQuery.Sort.NEWEST, null, limit);
  }

  @Test
  void membersSeeTheirOwnLinksWhateverTheyAskFor() {
    Link own = fixture.generated().link();
    fixture.create.create(OTHER, LinkFixture.request("https://example.org/", null));

    assertThat(fixture.list.list(LinkFixture.CALLER, query(null, 10)).links()).containsExactly(own);
    assertThat(fixture.list.list(LinkFixture.CALLER, query(OTHER, 10)).links())
        .containsExactly(own);
  }

  @Test
  void adminsSeeAllLinksOrOneAccounts() {
    fixture.generated();
    fixture.create.create(OTHER, LinkFixture.request("https://example.org/", null));
    Caller admin = new Caller(1, true);

    assertThat(fixture.list.list(admin, query(null, 10)).links()).hasSize(2);
    assertThat(fixture.list.list(admin, query(OTHER, 10)).links())
        .extracting(Link::owner)
        .containsExactly(OTHER);
  }

  @Test
  void pageSizesHaveBounds() {
    assertFault(Fault.INVALID_REQUEST, () -> fixture.list.list(LinkFixture.CALLER, query(null, 0)));
    assertFault(
        Fault.INVALID_REQUEST, () -> fixture.list.list(LinkFixture.CALLER, query(null, 501)));
  }
}
