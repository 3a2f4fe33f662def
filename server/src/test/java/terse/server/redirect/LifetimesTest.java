package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.Standing;
import terse.link.Link;
import terse.link.LinkState;

/** What is let go, what is loaded anew and when, while visitors are served what is at hand. */
final class LifetimesTest {
  private static final DecisionKey KEY = new DecisionKey(1, "aZ3kP9q");
  private static final Duration FIRST = Lifetimes.STANDARD.first();

  private final LinkTable links = new LinkTable();
  private final SteeredClock clock = new SteeredClock();
  private final Deque<Runnable> queued = new ArrayDeque<>();
  private final DecisionCache cache =
      new DecisionCache(1 << 20, links, queued::add, Lifetimes.STANDARD, clock);

  private void load() {
    var _ = cache.load(KEY);
    runQueued();
  }

  private void runQueued() {
    while (!queued.isEmpty()) {
      queued.remove().run();
    }
  }

  private void pass(Duration time) {
    clock.advance(time);
    cache.sweep();
    cache.hot().step();
  }

  private Decision peeked() {
    return Objects.requireNonNull(cache.peek(KEY));
  }

  @Test
  void linkThatNobodyAskedForAgainIsLetGo() {
    links.add(KEY.code(), "https://example.org/");
    load();
    pass(FIRST.minusSeconds(1));
    assertThat(cache.size()).isOne();
    pass(Duration.ofSeconds(1));
    assertThat(cache.size()).isZero();
    assertThat(queued).isEmpty();
  }

  @Test
  void linkThatIsWantedIsLoadedAnewWhileItIsServed() {
    links.add(KEY.code(), "https://example.org/");
    load();
    Decision served = peeked();
    pass(FIRST);
    assertThat(queued).hasSize(1);
    assertThat(peeked()).isSameAs(served);
    runQueued();
    assertThat(links.loads).hasValue(2);
    assertThat(cache.refreshes()).isOne();
    assertThat(peeked()).isSameAs(served);
  }

  @Test
  void linkThatIsWantedSteadilyLivesTwiceAsLongEachTime() {
    links.add(KEY.code(), "https://example.org/");
    load();
    Duration lifetime = FIRST;
    for (int loads = 2; loads <= 8; loads++) {
      peeked();
      pass(lifetime.minusSeconds(1));
      assertThat(queued).isEmpty();
      pass(Duration.ofSeconds(1));
      runQueued();
      assertThat(links.loads).hasValue(loads);
      Duration twice = lifetime.multipliedBy(2);
      Duration longest = Lifetimes.STANDARD.longest();
      lifetime = twice.compareTo(longest) < 0 ? twice : longest;
    }
    assertThat(lifetime).isEqualTo(Lifetimes.STANDARD.longest());
    pass(lifetime);
    assertThat(cache.size()).as("no longer wanted").isZero();
  }

  @Test
  void viralLinkIsLoadedAnewEveryMinute() {
    links.add(KEY.code(), "https://example.org/");
    load();
    HitSample hits = cache.hot().sample();
    for (int second = 1; second <= 300; second++) {
      for (int hit = 0; hit < 1_000; hit++) {
        hits.hit(KEY);
      }
      peeked();
      pass(Duration.ofSeconds(1));
      runQueued();
    }
    assertThat(links.loads.get()).isBetween(5, 6);
  }

  @Test
  void refreshNeverPutsAnOldStateBack() {
    Link first = links.add(KEY.code(), "https://example.org/1");
    load();
    cache.changed(LinkTable.next(first, "https://example.org/2", LinkState.ACTIVE), KEY.code());
    peeked();
    pass(FIRST);
    runQueued();
    assertThat(links.loads).hasValue(2);
    assertThat(peeked().targetText()).as("the source lags").endsWith("/2");
  }

  @Test
  void refreshThatAChangeOvertookIsDoneAgain() {
    Link first = links.add(KEY.code(), "https://example.org/1");
    DecisionCache[] late = new DecisionCache[1];
    DecisionSource slow =
        (domain, code) -> {
          Optional<Link> read = links.load(domain, code);
          if (links.loads.get() == 2) {
            links.put(code, LinkTable.next(first, "", LinkState.DELETED));
            late[0].outdated(domain, code, 2);
          }
          return read;
        };
    late[0] = new DecisionCache(1 << 20, slow, Runnable::run, Lifetimes.STANDARD, clock);
    late[0].load(KEY).join();
    assertThat(late[0].peek(KEY)).isNotNull();
    clock.advance(FIRST);
    late[0].sweep();
    assertThat(links.loads).hasValue(3);
    assertThat(Objects.requireNonNull(late[0].peek(KEY)).isLiveAt(0)).isFalse();
  }

  @Test
  void failedRefreshLeavesWhatIsServed() {
    links.add(KEY.code(), "https://example.org/");
    load();
    Decision served = peeked();
    links.trouble = new TerseException(Fault.STORE_UNAVAILABLE, "down");
    pass(FIRST);
    runQueued();
    assertThat(peeked()).isSameAs(served);
    links.trouble = null;
    pass(Duration.ofMinutes(1));
    runQueued();
    assertThat(links.loads).hasValue(3);
  }

  @Test
  void oneStepBeginsFewLoads() {
    for (int i = 0; i < 500; i++) {
      links.add("code" + i, "https://example.org/");
      var _ = cache.load(new DecisionKey(1, "code" + i));
      runQueued();
      cache.peek(new DecisionKey(1, "code" + i));
    }
    pass(FIRST);
    assertThat(queued).hasSize(64);
  }

  @Test
  void nothingIsLetGoWhileNobodyKnowsWhatHolds() {
    links.add(KEY.code(), "https://example.org/");
    load();
    Standing[] standing = {Standing.CUT_OFF};
    CacheUpkeep upkeep =
        new CacheUpkeep(
            cache,
            new SteeredFreshness(() -> standing[0]),
            new HotList(java.nio.file.Path.of("none")));
    clock.advance(FIRST);
    upkeep.step();
    assertThat(cache.size()).isOne();
    standing[0] = Standing.CURRENT;
    upkeep.step();
    assertThat(cache.size()).isZero();
  }

  @Test
  void lifetimesThatMakeNoSenseAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Lifetimes(Duration.ofMillis(999), second, second, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lifetimes(FIRST, second, second, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
