package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkState;

/** What the cache may forget, and what it must never serve. */
class DecisionCacheTest {
  private static final DecisionKey KEY = new DecisionKey(1, "aZ3kP9q");

  private final LinkTable links = new LinkTable();
  private final SteeredClock clock = new SteeredClock();
  private final Deque<Runnable> queued = new ArrayDeque<>();
  private final DecisionCache cache =
      new DecisionCache(1 << 20, links, queued::add, Lifetimes.STANDARD, clock);

  private Decision load(DecisionKey key) {
    CompletableFuture<Decision> loaded = cache.load(key);
    runQueued();
    return loaded.join();
  }

  private void runQueued() {
    while (!queued.isEmpty()) {
      queued.remove().run();
    }
  }

  @Test
  void manyWhoWantOneLinkCauseOneLoad() {
    links.add(KEY.code(), "https://example.org/");
    CompletableFuture<Decision> first = cache.load(KEY);
    CompletableFuture<Decision> second = cache.load(KEY);
    assertThat(queued).hasSize(1);
    assertThat(cache.loadsInFlight()).isOne();
    runQueued();
    assertThat(first.join().targetText()).isEqualTo("https://example.org/");
    assertThat(second.join()).isSameAs(first.join());
    assertThat(cache.loadsInFlight()).isZero();
    assertThat(cache.peek(KEY)).isSameAs(first.join());
  }

  @Test
  void anOlderVersionNeverReplacesANewerOne() {
    Link first = links.add(KEY.code(), "https://example.org/1");
    Link second = LinkTable.next(first, "https://example.org/2", LinkState.ACTIVE);
    Link third = LinkTable.next(second, "https://example.org/3", LinkState.ACTIVE);
    load(KEY);
    cache.changed(third, KEY.code());
    cache.changed(second, KEY.code());
    assertThat(peeked().targetText()).endsWith("/3");
  }

  @Test
  void aLoadThatAChangeOvertookIsDoneAgain() {
    Link first = links.add(KEY.code(), "https://example.org/1");
    Link gone = LinkTable.next(first, "", LinkState.DELETED);
    DecisionCache[] late = new DecisionCache[1];
    DecisionSource slow =
        (domain, code) -> {
          Optional<Link> read = links.load(domain, code);
          if (links.loads.get() == 1) {
            late[0].changed(links.put(code, gone), code);
          }
          return read;
        };
    late[0] = new DecisionCache(1 << 20, slow, Runnable::run, Lifetimes.STANDARD, clock);
    Decision decision = late[0].load(KEY).join();
    assertThat(decision.isLiveAt(0)).isFalse();
    assertThat(decision.version).isEqualTo(2);
    assertThat(links.loads).hasValue(2);
  }

  /**
   * A reader and a deleter race on two threads, ten thousand times; both start at a latch, and a
   * seed says who dawdles. Once the delete is acknowledged nothing may be live, whatever was
   * loaded.
   */
  @Test
  void deletedLinkIsNeverServedAgain() throws InterruptedException {
    long seed = 20_260_301L;
    Random random = new Random(seed);
    AtomicInteger dawdles = new AtomicInteger();
    DecisionSource slow =
        (domain, code) -> {
          Optional<Link> read = links.load(domain, code);
          spin(dawdles.get());
          return read;
        };
    DecisionCache raced =
        new DecisionCache(16 << 20, slow, Runnable::run, Lifetimes.STANDARD, clock);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10_000; round++) {
        dawdles.set(random.nextInt(400));
        String code = "code" + round;
        Link link = links.add(code, "https://example.org/");
        int deleterDawdles = random.nextInt(400);
        race(
            pool,
            () -> raced.load(new DecisionKey(1, code)).join(),
            () -> delete(raced, code, link, deleterDawdles));
        Decision after = raced.peek(new DecisionKey(1, code));
        assertThat(after == null || !after.isLiveAt(0)).as("%d, %s", seed, code).isTrue();
      }
    }
  }

  private void delete(DecisionCache raced, String code, Link link, int dawdles) {
    spin(dawdles);
    raced.changed(links.put(code, LinkTable.next(link, "", LinkState.DELETED)), code);
    Decision cached = raced.peek(new DecisionKey(1, code));
    assertThat(cached == null || !cached.isLiveAt(0)).isTrue();
  }

  private static void race(ExecutorService pool, Runnable one, Runnable other)
      throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(2);
    pool.execute(() -> after(start, done, one));
    pool.execute(() -> after(start, done, other));
    start.countDown();
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void after(CountDownLatch start, CountDownLatch done, Runnable task) {
    try {
      start.await();
      task.run();
      done.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatWasMissingIsFoundOnceCreated() {
    load(KEY);
    assertThat(cache.peek(KEY)).isSameAs(Decision.MISSING);
    cache.changed(links.add(KEY.code(), "https://example.org/"), KEY.code());
    assertThat(cache.peek(KEY)).isNull();
  }

  private void creating() {
    cache.creating(1, false, KEY.code());
  }

  private void settled() {
    cache.settled(1, false, KEY.code());
  }

  @Test
  void newLinkIsInMemoryBeforeItIsAcknowledged() {
    creating();
    cache.changed(links.add(KEY.code(), "https://example.org/"), KEY.code());
    settled();
    assertThat(peeked().targetText()).isEqualTo("https://example.org/");
    assertThat(links.loads).hasValue(0);
    assertThat(cache.births()).isZero();
  }

  @Test
  void newNameIsInMemoryAsItFolds() {
    cache.creating(1, true, "Summer");
    cache.changed(links.named("Summer", "https://example.org/"), "Summer");
    cache.settled(1, true, "Summer");
    assertThat(cache.peek(new DecisionKey(1, "summer"))).isNotNull();
    assertThat(cache.births()).isZero();
  }

  /** Whoever creates a link may be so slow that others edit or delete it before it says so. */
  @Test
  void newLinkThatWasChangedMeanwhileIsNotTakenIn() {
    Link link = links.add(KEY.code(), "https://example.org/");
    Link gone = LinkTable.next(link, "", LinkState.DELETED);
    for (Runnable change :
        new Runnable[] {
          () -> cache.outdated(1, KEY.code(), 2),
          () -> cache.changed(gone, KEY.code()),
          cache::forgetAll
        }) {
      creating();
      change.run();
      cache.changed(link, KEY.code());
      assertThat(cache.peek(KEY)).isNull();
      settled();
    }
    assertThat(cache.births()).isZero();
  }

  @Test
  void whoeverElseWantedTheNameDoesNotEndTheWatch() {
    creating();
    creating();
    settled();
    cache.outdated(1, KEY.code(), 2);
    creating();
    cache.changed(links.add(KEY.code(), "https://example.org/"), KEY.code());
    assertThat(cache.peek(KEY)).isNull();
    settled();
    settled();
    assertThat(cache.births()).isZero();
  }

  /** A creator and the news of an edit race on two threads, ten thousand times. */
  @Test
  void lateCreatorNeverPutsAnOldStateBack() throws InterruptedException {
    Random random = new Random(20_260_302L);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10_000; round++) {
        String code = "code" + round;
        Link link = links.add(code, "https://example.org/");
        int creatorDawdles = random.nextInt(100);
        int editorDawdles = random.nextInt(100);
        cache.creating(1, false, code);
        race(
            pool,
            () -> {
              spin(creatorDawdles);
              cache.changed(link, code);
              cache.settled(1, false, code);
            },
            () -> {
              spin(editorDawdles);
              cache.outdated(1, code, 2);
            });
        assertThat(cache.peek(new DecisionKey(1, code))).as("round %d", round).isNull();
      }
    }
    assertThat(cache.births()).isZero();
  }

  @Test
  void aLinkCreatedWhileItWasMissedIsNotHeldMissing() {
    DecisionCache[] late = new DecisionCache[1];
    DecisionSource slow =
        (domain, code) -> {
          Optional<Link> read = links.load(domain, code);
          if (read.isEmpty()) {
            late[0].changed(links.add(code, "https://example.org/"), code);
          }
          return read;
        };
    late[0] = new DecisionCache(1 << 20, slow, Runnable::run, Lifetimes.STANDARD, clock);
    assertThat(late[0].load(KEY).join().isLiveAt(0)).isTrue();
  }

  @Test
  void aFullExecutorIsSaidAndLeavesNothingBehind() {
    DecisionCache full =
        new DecisionCache(1 << 20, links, DecisionCacheTest::refuse, Lifetimes.STANDARD, clock);
    assertThatThrownBy(() -> full.load(KEY).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.OVERLOADED));
    assertThat(full.loadsInFlight()).isZero();
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException();
  }

  @Test
  void scannersDoNotPushLinksOut() {
    links.add(KEY.code(), "https://example.org/");
    load(KEY);
    for (int i = 0; i < 60_000; i++) {
      load(new DecisionKey(1, "scan" + i));
    }
    assertThat(peeked().targetText()).isEqualTo("https://example.org/");
    assertThat(cache.size()).isOne();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 20_000; i++) {
      links.add("code" + i, "https://example.org/" + "x".repeat(100));
      assertThat(load(new DecisionKey(1, "code" + i)).version).isOne();
    }
    assertThat(cache.size()).isBetween(1_000L, (1L << 20) / 276);
  }

  @Test
  void aTargetThatWouldBreakOutOfItsHeaderIsNeverServed() {
    Link link = links.add(KEY.code(), "https://example.org/");
    load(KEY);
    Link evil = LinkTable.next(link, "https://example.org/\r\nSet-Cookie: x", LinkState.ACTIVE);
    cache.changed(links.put(KEY.code(), evil), KEY.code());
    assertThat(cache.peek(KEY)).isNull();
    CompletableFuture<Decision> again = cache.load(KEY);
    runQueued();
    assertThat(again).isCompletedExceptionally();
  }

  private Decision peeked() {
    @Nullable Decision decision = cache.peek(KEY);
    assertThat(decision).isNotNull();
    return Objects.requireNonNull(decision);
  }

  /** A name can have the shape of a code, if codes had another shape when it was chosen. */
  @Test
  void nameThatIsAskedForAsACodeIsKeptWhereAChangeFindsIt() {
    Link named = links.named("Summer", "https://example.org/1");
    links.put("summer", named);
    links.put("SUMMER", named);
    assertThat(load(new DecisionKey(1, "SUMMER")).targetText()).endsWith("/1");
    assertThat(cache.peek(new DecisionKey(1, "SUMMER"))).isNull();
    cache.changed(LinkTable.next(named, "https://example.org/2", LinkState.ACTIVE), "Summer");
    assertThat(load(new DecisionKey(1, "SUMMER")).targetText()).endsWith("/2");
  }
}
