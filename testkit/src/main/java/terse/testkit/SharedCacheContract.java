package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import terse.cache.SharedCache;
import terse.cache.SharedCache.Entry;
import terse.cache.SharedCache.Lead;
import terse.cache.SharedCache.Turn;
import terse.cache.SharedCache.Wait;

/** The contract of {@link SharedCache}. */
public abstract class SharedCacheContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofMillis(300);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private String key = "";

  @BeforeEach
  void useAKeyOfItsOwn() {
    key = "key" + KEYS.incrementAndGet() + "-" + System.nanoTime();
  }

  /** One node's hold on the cache, ready; ended by whoever made it. */
  protected abstract SharedCache node();

  /** Another's on the same. */
  protected abstract SharedCache other();

  private static Entry entry(long version, String text) {
    return new Entry(version, text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(@Nullable Entry entry) {
    return entry == null
        ? null
        : entry.version() + ":" + new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  private @Nullable String got(SharedCache cache) {
    return text(cache.get(key));
  }

  private Wait waits(SharedCache cache, String ticket) {
    Turn turn = cache.enter(key, ticket, LONG);
    assertThat(turn).isInstanceOf(Wait.class);
    return (Wait) turn;
  }

  @Test
  void whatOneNodePutInAnotherGets() {
    assertThat(got(other())).isNull();
    assertThat(node().put(key, entry(1, "ä\0b"), LONG).join()).isTrue();
    assertThat(got(other())).isEqualTo("1:ä\0b");
    assertThat(node().remove(key).join()).isTrue();
    assertThat(got(other())).isNull();
    assertThat(other().remove(key).join()).isFalse();
  }

  @Test
  void lowerVersionNeverReplacesAHigherOne() {
    node().put(key, entry(9, "nine"), LONG).join();
    assertThat(other().put(key, entry(10, "ten"), LONG).join()).isTrue();
    assertThat(node().put(key, entry(9, "nine again"), LONG).join()).isFalse();
    assertThat(got(node())).isEqualTo("10:ten");
    assertThat(node().put(key, entry(10, "same"), LONG).join()).isTrue();
    assertThat(got(other())).isEqualTo("10:same");
    assertThat(node().put(key, entry(Long.MAX_VALUE, "last"), LONG).join()).isTrue();
    assertThat(other().put(key, entry(11, "eleven"), LONG).join()).isFalse();
  }

  @Test
  void ofManyThatPutAtOnceTheHighestVersionStays() {
    Crowd.of(32, i -> (i % 2 == 0 ? node() : other()).put(key, entry(1 + i, "x"), LONG).join());
    assertThat(got(node())).isEqualTo("32:x");
  }

  @Test
  void entryRunsOut() {
    node().put(key, entry(1, "x"), Duration.ofMillis(100)).join();
    await().atMost(Duration.ofSeconds(5)).until(() -> got(node()) == null);
  }

  @Test
  void oneOfManyLeads() {
    List<Turn> turns =
        Crowd.of(16, i -> (i % 2 == 0 ? node() : other()).enter(key, "ticket" + i, LONG));
    assertThat(turns).filteredOn(Lead.class::isInstance).hasSize(1);
    assertThat(turns.stream().filter(Wait.class::isInstance).map(turn -> ((Wait) turn).place()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
  }

  @Test
  void whoWaitsIsAnsweredWithWhatWasLoaded() {
    assertThat(node().enter(key, "first", LONG)).isInstanceOf(Lead.class);
    Wait wait = waits(other(), "second");
    assertThat(wait.leaseLeft()).isBetween(Duration.ofSeconds(50), LONG);
    assertThat(node().finish(key, "first", entry(1, "loaded"), LONG).join()).isTrue();
    assertThat(text(wait.answer().join())).isEqualTo("1:loaded");
    assertThat(got(other())).isEqualTo("1:loaded");
    assertThat(other().enter(key, "third", LONG)).isInstanceOf(Lead.class);
  }

  @Test
  void whoWaitsIsToldIfItCameToNothing() {
    assertThat(node().enter(key, "first", LONG)).isInstanceOf(Lead.class);
    Wait wait = waits(other(), "second");
    node().finish(key, "first", null, LONG).join();
    assertThat(wait.answer().join()).isNull();
    assertThat(got(node())).isNull();
  }

  @Test
  void whoCameFirstIsAnsweredFirst() {
    assertThat(node().enter(key, "leader", LONG)).isInstanceOf(Lead.class);
    List<Integer> answered = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 50; i++) {
      int place = i;
      Wait wait = waits(other(), "w" + (99 - i));
      assertThat(wait.place()).isEqualTo(place);
      var _ = wait.answer().thenRun(() -> answered.add(place));
    }
    node().finish(key, "leader", entry(1, "x"), LONG).join();
    await().atMost(Duration.ofSeconds(5)).until(() -> answered.size() == 50);
    assertThat(answered).isSorted();
  }

  @Test
  void whoAsksAgainKeepsThePlace() {
    assertThat(node().enter(key, "leader", LONG)).isInstanceOf(Lead.class);
    waits(other(), "b");
    waits(other(), "a");
    assertThat(waits(other(), "b").place()).isZero();
    assertThat(waits(other(), "a").place()).isOne();
  }

  /** It died, or stands still and does not know it. */
  @Test
  void leaderHoldsNoLongerThanItsLease() {
    assertThat(node().enter(key, "dead", LEASE)).isInstanceOf(Lead.class);
    Wait wait = (Wait) other().enter(key, "next", LEASE);
    assertThat(wait.leaseLeft()).isLessThanOrEqualTo(LEASE);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> other().enter(key, "next", LONG) instanceof Lead);
    assertThat(node().finish(key, "dead", entry(1, "late"), LONG).join()).isFalse();
    assertThat(waits(node(), "third").place()).isZero();
    assertThat(other().finish(key, "next", entry(2, "in time"), LONG).join()).isTrue();
    assertThat(got(node())).isEqualTo("2:in time");
  }

  @Test
  void whatALateLeaderPutsInNeverReplacesWhatIsNewer() {
    assertThat(node().enter(key, "late", LEASE)).isInstanceOf(Lead.class);
    other().put(key, entry(2, "edited"), LONG).join();
    node().finish(key, "late", entry(1, "old"), LONG).join();
    assertThat(got(other())).isEqualTo("2:edited");
  }

  @Test
  void whoNoLongerWaitsHindersNobody() {
    assertThat(node().enter(key, "leader", LONG)).isInstanceOf(Lead.class);
    waits(other(), "gone").answer().cancel(false);
    Wait patient = waits(other(), "patient");
    node().finish(key, "leader", entry(1, "x"), LONG).join();
    assertThat(Objects.requireNonNull(patient.answer().join()).version()).isOne();
  }
}
