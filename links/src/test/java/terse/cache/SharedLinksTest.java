package terse.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import terse.cache.SharedCache.Entry;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;
import terse.memory.MemorySharedCache;

/** What nodes take from the cache they share, and what they must never take. */
final class SharedLinksTest {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMillis(200);
  private static final String CODE = "aZ3kP9q";
  private static final String KEY = "t:1/" + CODE;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final SharedNode.Store store = new SharedNode.Store();
  private final MemorySharedCache memory = new MemorySharedCache(clock);
  private final SteeredCache cache = new SteeredCache(memory);
  private final SharedNode a = node(1);
  private final SharedNode b = node(2);

  private SharedNode node(long seed) {
    return new SharedNode(cache, store, clock, LEASE, seed);
  }

  @Test
  void whatOneNodeLoadedTheOthersNeedNot() {
    Link link = store.put(CODE, "https://example.org/1", 1);
    assertThat(a.target(CODE)).isEqualTo("https://example.org/1");
    SharedLinks.Found found = b.links.find(1, CODE);
    assertThat(found.link()).contains(link);
    assertThat(found.shared()).isTrue();
    assertThat(store.reads).isOne();
    assertThat(b.links.meters().hits()).isOne();
    assertThat(a.links.meters().ledLoads()).isOne();
  }

  @Test
  void whatTheFeedHasOutdatedIsNotServed() {
    store.put(CODE, "https://example.org/1", 1);
    a.target(CODE);
    store.put(CODE, "https://example.org/2", 2);
    b.told(1, CODE, 2);
    assertThat(b.target(CODE)).endsWith("/2");
    assertThat(b.links.meters().outdatedEntries()).isOne();
    assertThat(b.target(CODE)).endsWith("/2");
    assertThat(store.reads).as("loaded once, then shared").isEqualTo(2);
  }

  /** It may have changed where this node knows nothing of. */
  @Test
  void whatWasReadBeforeAllThisNodeKnowsOfIsNotServed() {
    store.put(CODE, "https://example.org/1", 1);
    a.target(CODE);
    store.put(CODE, "https://example.org/2", 2);
    b.changes.forgetAll();
    b.position = 5;
    assertThat(b.target(CODE)).endsWith("/2");
    b.changes.knownSince(5);
    memory.flush();
    store.put(CODE, "https://example.org/1", 1);
    a.target(CODE);
    store.put(CODE, "https://example.org/2", 2);
    assertThat(b.target(CODE)).endsWith("/2");
  }

  @Test
  void whatWasReadLaterThanThisNodeKnowsIsServed() {
    store.put(CODE, "https://example.org/2", 2);
    a.told(9, CODE, 2);
    a.target(CODE);
    assertThat(b.target(CODE)).endsWith("/2");
    assertThat(store.reads).isOne();
  }

  @Test
  void ofMoreChangesThanAreKeptNothingOlderIsTakenToHold() {
    store.put(CODE, "https://example.org/1", 1);
    a.target(CODE);
    store.put(CODE, "https://example.org/2", 2);
    b.told(1, CODE, 2);
    for (int change = 2; change <= 500; change++) {
      b.told(change, "other" + change, 2);
    }
    assertThat(b.target(CODE)).endsWith("/2");
  }

  /** The slowest reader of all: it read, stood still, and puts in what it read long after. */
  @Test
  void lateReaderPutsNothingOldBack() {
    store.put(CODE, "https://example.org/1", 1);
    store.afterRead =
        () -> {
          store.afterRead = () -> {};
          Link edited = store.put(CODE, "https://example.org/2", 2);
          b.changes.changed(edited, CODE);
          b.links.changed(edited, CODE);
          memory.flush();
        };
    a.target(CODE);
    assertThat(memory.get(KEY)).as("the old state, in a cache that lost the new one").isNotNull();
    assertThat(b.target(CODE)).endsWith("/2");
    a.told(1, CODE, 2);
    assertThat(a.target(CODE)).endsWith("/2");
  }

  @Test
  void editorPutsInWhatHoldsUnlessItWasOvertaken() {
    Link edited = store.put(CODE, "https://example.org/2", 2);
    a.links.changed(edited, CODE);
    assertThat(b.target(CODE)).endsWith("/2");
    assertThat(store.reads).isZero();
    Link third = store.put(CODE, "https://example.org/3", 3);
    a.told(2, CODE, 3);
    memory.flush();
    a.links.changed(edited, CODE);
    assertThat(memory.get(KEY)).isNull();
    a.links.changed(third, CODE);
    assertThat(b.target(CODE)).endsWith("/3");
  }

  @Test
  void namesAreKeptAsTheyFold() {
    LinkKey key = new LinkKey(1, LinkKey.NAMED, 5);
    Link generated = store.put("summer", "https://example.org/1", 1);
    Link link =
        new Link(
            key,
            "Summer",
            generated.target(),
            7,
            null,
            List.of(),
            302,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            generated.state(),
            1);
    store.links.put("summer", link);
    store.links.put("SUMMER", link);
    a.target("SUMMER");
    assertThat(memory.get("t:1/SUMMER")).isNull();
    a.links.changed(link, "Summer");
    assertThat(b.links.find(1, "summer").link()).contains(link);
    assertThat(b.links.find(1, "summer").shared()).isTrue();
  }

  @Test
  void whatNobodyOfOursWroteIsAMissAndGoes() {
    Link link = store.put(CODE, "https://example.org/1", 1);
    byte[] good = CachedLinkCodec.encode(new CachedLink(link, 0, 1, Long.MAX_VALUE));
    byte[] text = "garbage".getBytes(StandardCharsets.UTF_8);
    byte[] foreign = good.clone();
    foreign[3]++;
    for (Entry bad :
        List.of(
            new Entry(0, text), new Entry(1, foreign), new Entry(2, good), new Entry(9, text))) {
      memory.flush();
      int reads = store.reads;
      memory.put(KEY, bad, LIFETIME).join();
      assertThat(a.target(CODE)).endsWith("/1");
      assertThat(store.reads).isEqualTo(reads + 1);
      assertThat(b.target(CODE)).endsWith("/1");
      assertThat(store.reads).as("put right").isEqualTo(reads + 1);
    }
    assertThat(a.links.meters().garbledEntries()).isEqualTo(4);
  }

  @Test
  void everyFlippedBitAndEveryTornEndIsNoticed() {
    Link link = store.put(CODE, "https://example.org/ä", 3);
    CachedLink cached = new CachedLink(link, 42, 1_234, 99);
    byte[] good = CachedLinkCodec.encode(cached);
    assertThat(CachedLinkCodec.decode(good)).isEqualTo(cached);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(CachedLinkCodec.decode(bad)).as("bit %d", bit).isNull();
    }
    for (int length = 0; length < good.length; length++) {
      assertThat(CachedLinkCodec.decode(java.util.Arrays.copyOf(good, length))).isNull();
    }
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertThat(CachedLinkCodec.decode(noise)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(SteeredCache.Step.class)
  void cutAtAnyStepTheStoreAnswers(SteeredCache.Step step) {
    store.put(CODE, "https://example.org/1", 1);
    cache.cut.add(step);
    assertThat(a.target(CODE)).endsWith("/1");
    assertThat(b.target(CODE)).endsWith("/1");
    cache.cut.clear();
    assertThat(a.target(CODE)).endsWith("/1");
  }

  @ParameterizedTest
  @EnumSource(SteeredCache.Step.class)
  void cutAtAnyStepAnEditLeavesNothingOld(SteeredCache.Step step) {
    store.put(CODE, "https://example.org/1", 1);
    b.target(CODE);
    cache.cut.add(step);
    Link edited = store.put(CODE, "https://example.org/2", 2);
    a.changes.changed(edited, CODE);
    a.links.changed(edited, CODE);
    assertThat(a.target(CODE)).endsWith("/2");
    b.told(1, CODE, 2);
    assertThat(b.target(CODE)).endsWith("/2");
    cache.cut.clear();
    assertThat(a.target(CODE)).endsWith("/2");
    assertThat(b.target(CODE)).endsWith("/2");
  }

  @ParameterizedTest
  @EnumSource(SteeredCache.Step.class)
  void cutAtAnyStepACreateIsFoundAndLeavesNothingOld(SteeredCache.Step step) {
    cache.cut.add(step);
    Link created = store.put(CODE, "https://example.org/1", 1);
    a.changes.changed(created, CODE);
    a.links.changed(created, CODE);
    assertThat(a.links.writesInFlight()).isZero();
    assertThat(b.target(CODE)).endsWith("/1");
    store.put(CODE, "https://example.org/2", 2);
    b.told(1, CODE, 2);
    a.links.changed(created, CODE);
    assertThat(b.target(CODE)).as("though its creator comes late").endsWith("/2");
    cache.cut.clear();
    assertThat(b.target(CODE)).endsWith("/2");
  }

  @Test
  void cacheThatIsAwayIsLeftAloneForAWhile() {
    store.put(CODE, "https://example.org/1", 1);
    long[] nanos = {0};
    GuardedCache guarded = new GuardedCache(cache, () -> nanos[0]);
    SharedNode node = new SharedNode(guarded, store, clock, LEASE, 3);
    cache.cut.add(SteeredCache.Step.GET);
    for (int i = 0; i < 100; i++) {
      assertThat(node.target(CODE)).endsWith("/1");
    }
    assertThat(cache.calls).isEqualTo(5);
    assertThat(guarded.isGivenUp()).isTrue();
    cache.cut.clear();
    nanos[0] += TimeUnit.SECONDS.toNanos(1);
    node.target(CODE);
    assertThat(guarded.isGivenUp()).isFalse();
    assertThat(node.links.meters().failures()).isEqualTo(100);
  }

  @Test
  void cacheThatStaysAwayIsTriedLessAndLess() {
    long[] nanos = {0};
    GuardedCache guarded = new GuardedCache(cache, () -> nanos[0]);
    SharedNode node = new SharedNode(guarded, store, clock, LEASE, 3);
    cache.cut.add(SteeredCache.Step.GET);
    for (int second = 0; second < 300; second++) {
      for (int i = 0; i < 10; i++) {
        node.target(CODE);
      }
      nanos[0] += TimeUnit.SECONDS.toNanos(1);
    }
    assertThat(cache.calls).isBetween(70, 90);
  }

  @Test
  void whoWaitsGetsWhatTheLeaderLoaded() throws Exception {
    Link link = store.put(CODE, "https://example.org/1", 1);
    memory.enter(KEY, "leader", Duration.ofMinutes(1));
    CompletableFuture<SharedLinks.Found> waiting =
        CompletableFuture.supplyAsync(() -> b.links.find(1, CODE));
    org.awaitility.Awaitility.await().until(() -> b.links.meters().waits() == 1);
    Entry entry = new Entry(1, CachedLinkCodec.encode(new CachedLink(link, 0, 1, Long.MAX_VALUE)));
    memory.finish(KEY, "leader", entry, LIFETIME).join();
    assertThat(waiting.get(5, TimeUnit.SECONDS).shared()).isTrue();
    assertThat(store.reads).isZero();
  }

  @Test
  void nobodyWaitsForADeadLeaderLongerThanItsLease() {
    store.put(CODE, "https://example.org/1", 1);
    MemorySharedCache real = new MemorySharedCache(InstantSource.system());
    SharedNode node = new SharedNode(real, store, InstantSource.system(), LEASE, 3);
    real.enter(KEY, "dead", LEASE);
    long began = System.nanoTime();
    assertThat(node.target(CODE)).endsWith("/1");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
    assertThat(node.links.meters().ledLoads()).isOne();
  }

  @Test
  void nearItsEndOneLoadsAnewAndTheOthersAreServed() {
    store.put(CODE, "https://example.org/1", 1);
    a.target(CODE);
    now = now.plus(LIFETIME);
    Link link = store.put(CODE, "https://example.org/1", 1);
    Entry due = new Entry(1, CachedLinkCodec.encode(new CachedLink(link, 0, 1, 0)));
    memory.put(KEY, due, LIFETIME).join();
    memory.enter(KEY, "somebody", Duration.ofMinutes(1));
    int reads = store.reads;
    assertThat(b.links.find(1, CODE).shared()).isTrue();
    assertThat(store.reads).isEqualTo(reads);
    now = now.plusSeconds(61);
    assertThat(b.links.find(1, CODE).shared()).isFalse();
    assertThat(store.reads).isEqualTo(reads + 1);
    assertThat(a.links.find(1, CODE).shared()).isTrue();
  }

  @Test
  void storeThatIsAwayDoesNotEndWhatIsNearItsEnd() {
    Link link = store.put(CODE, "https://example.org/1", 1);
    Entry due = new Entry(1, CachedLinkCodec.encode(new CachedLink(link, 0, 1, 0)));
    memory.put(KEY, due, LIFETIME).join();
    store.down = true;
    assertThat(a.target(CODE)).endsWith("/1");
    assertThatThrownBy(() -> a.target("unknown")).isInstanceOf(TerseException.class);
  }

  /** The paper's law: with so much time left, e to the minus (time left / load time). */
  @Test
  void earlyLoadsFollowTheLawOfXFetch() {
    Link link = store.put(CODE, "https://example.org/1", 1);
    CachedLink cached = new CachedLink(link, 0, 200_000, 10_000);
    Random random = new Random(11);
    for (long left : new long[] {50, 200, 400}) {
      long due =
          IntStream.range(0, 100_000).filter(_ -> cached.isDueAt(10_000 - left, random)).count();
      assertThat(due / 100_000.0)
          .isCloseTo(Math.exp(-left / 200.0), org.assertj.core.data.Offset.offset(0.006));
    }
    assertThat(cached.isDueAt(10_000, random)).isTrue();
    assertThat(Objects.requireNonNull(cached).isDueAt(0, random)).isFalse();
  }
}
