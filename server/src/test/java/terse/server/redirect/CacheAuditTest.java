package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.Link;
import terse.link.LinkState;
import terse.server.redirect.CacheAudit.Difference;
import terse.server.redirect.CacheAudit.Result;

/** What counts as a difference between this node's memory and the store. */
final class CacheAuditTest {
  private static final String CODE = "aZ3kP9q";
  private static final DecisionKey KEY = new DecisionKey(1, CODE);

  private final LinkTable links = new LinkTable();
  private final DecisionCache cache =
      new DecisionCache(16 << 20, links, Runnable::run, Lifetimes.STANDARD, new SteeredClock());
  private final List<Runnable> news = new ArrayList<>();
  private final CacheAudit audit =
      new CacheAudit(cache, links::load, () -> news.forEach(Runnable::run));

  private Link cached() {
    Link link = links.add(CODE, "https://example.org/1");
    cache.load(KEY).join();
    return link;
  }

  private Link edited(Link link) {
    return links.put(CODE, LinkTable.next(link, "https://example.org/2", LinkState.ACTIVE));
  }

  private List<Difference> differences() {
    return audit.check(0, 1).differences();
  }

  @Test
  void whatIsAsTheStoreHasItIsNoDifference() {
    cached();
    assertThat(audit.check(0, 1)).isEqualTo(new Result(1, 1, true, List.of()));
  }

  @Test
  void changeThatNobodyToldOfIsOne() {
    edited(cached());
    assertThat(differences()).containsExactly(new Difference(1, CODE, 1, 2));
  }

  @Test
  void changeThatThisNodeIsAboutToHearOfIsNone() {
    edited(cached());
    news.add(() -> cache.outdated(1, CODE, 2));
    assertThat(differences()).isEmpty();
  }

  @Test
  void changeThatWasMadeHereMeanwhileIsNone() {
    Link second = edited(cached());
    Link third = LinkTable.next(second, "https://example.org/3", LinkState.ACTIVE);
    news.add(() -> cache.changed(links.put(CODE, third), CODE));
    assertThat(differences()).isEmpty();
  }

  @Test
  void linkThatTheStoreHasLostIsOne() {
    cached();
    links.remove(CODE);
    assertThat(differences()).containsExactly(new Difference(1, CODE, 1, 0));
  }

  @Test
  void oneVersionThatSaysTwoThingsIsOne() {
    Link link = cached();
    links.put(CODE, LinkTable.sameVersion(link, "https://example.org/other"));
    assertThat(differences()).containsExactly(new Difference(1, CODE, 1, 1));
  }

  @Test
  void partsTogetherAreTheWhole() {
    for (int i = 0; i < 100; i++) {
      links.add("code" + i, "https://example.org/");
      cache.load(new DecisionKey(1, "code" + i)).join();
    }
    int checked = 0;
    for (int part = 0; part < 7; part++) {
      Result result = audit.check(part, 7);
      assertThat(result.entries()).isEqualTo(100);
      assertThat(result.whole()).isTrue();
      checked += result.checked();
    }
    assertThat(checked).isEqualTo(100);
  }

  @Test
  void oneGoIsBounded() {
    for (int i = 0; i < CacheAudit.MOST_DIFFERENCES + 10; i++) {
      Link link = links.add("code" + i, "https://example.org/");
      cache.load(new DecisionKey(1, "code" + i)).join();
      links.put("code" + i, LinkTable.next(link, "", LinkState.DELETED));
    }
    Result result = audit.check(0, 1);
    assertThat(result.differences()).hasSize(CacheAudit.MOST_DIFFERENCES);
    assertThat(result.whole()).isFalse();
  }
}
