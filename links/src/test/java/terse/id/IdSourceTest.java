package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;

class IdSourceTest {
  private static final int DOMAIN = 1;
  private static final int EPOCH = 1;

  private final SteeredRangeStore store = new SteeredRangeStore();
  private final GrantedMarks marks = new GrantedMarks();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;

  private IdSource source(Executor executor) {
    return new IdSource(store, marks, executor, () -> now, new IdSource.Bounds(10, 1_000));
  }

  @Test
  void valuesRiseWithoutGapsOnOneNode() {
    IdSource source = source(Runnable::run);

    assertThat(source.next(DOMAIN, EPOCH)).isZero();
    assertThat(source.take(DOMAIN, EPOCH, 25)).startsWith(1, 2, 3).endsWith(24, 25).hasSize(25);
    assertThat(source.take(DOMAIN, EPOCH, 0)).isEmpty();
    assertThat(source.next(DOMAIN, EPOCH)).isEqualTo(26);
  }

  @Test
  void countersOfDomainsAndEpochsAreApart() {
    IdSource source = source(Runnable::run);

    source.take(1, 1, 5);
    assertThat(source.next(2, 1)).isZero();
    assertThat(source.next(1, 2)).isZero();
    assertThat(source.next(1, 1)).isEqualTo(5);
  }

  @Test
  void theNextRangeIsFetchedInTheBackgroundAsSoonAsThePresentOneIsBegun() {
    IdSource source = source(background::add);

    source.next(DOMAIN, EPOCH);
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(store.leased).hasSize(2);

    store.down = true;
    assertThat(source.take(DOMAIN, EPOCH, 10)).startsWith(1).endsWith(10).hasSize(10);
  }

  @Test
  void aReserveThatCouldNotBeHadIsTriedForAgainBeforeItIsNeeded() {
    IdSource source = source(Runnable::run);
    store.beforeLease = () -> store.down = !store.leased.isEmpty();
    source.next(DOMAIN, EPOCH);
    store.beforeLease = () -> {};
    store.down = false;

    source.next(DOMAIN, EPOCH);
    assertThat(store.leased).as("not at every take").hasSize(1);
    now = now.plus(Duration.ofSeconds(1));
    source.next(DOMAIN, EPOCH);
    assertThat(store.leased).hasSize(2);
  }

  @Test
  void aClockThatStepsBackDoesNotDelayTheReserve() {
    IdSource source = source(Runnable::run);
    now = now.plus(Duration.ofDays(365));
    store.beforeLease = () -> store.down = !store.leased.isEmpty();
    source.next(DOMAIN, EPOCH);
    store.beforeLease = () -> {};
    store.down = false;

    now = now.minus(Duration.ofDays(300));
    source.next(DOMAIN, EPOCH);
    assertThat(store.leased).hasSize(2);
  }

  @Test
  void whoWaitsForALeaseThatFailsIsToldSoWithoutTryingItself() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    store.down = true;
    store.beforeLease =
        () -> {
          asked.incrementAndGet();
          entered.countDown();
          awaitQuietly(release);
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      IdSource source = source(background::add);
      List<Thread> callers = new ArrayList<>();
      List<Future<Long>> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiting.add(
            pool.submit(
                () -> {
                  synchronized (callers) {
                    callers.add(Thread.currentThread());
                  }
                  return source.next(DOMAIN, EPOCH);
                }));
      }
      entered.await();
      await()
          .until(
              () -> {
                synchronized (callers) {
                  return callers.size() == 4
                      && callers.stream().allMatch(t -> t.getState() == Thread.State.WAITING);
                }
              });
      release.countDown();
      for (Future<Long> one : waiting) {
        assertThatThrownBy(one::get).hasCauseInstanceOf(TerseException.class);
      }
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void whoFindsNoRangeLeasesOneWithoutWaitingForABackgroundThatNeverComes() {
    IdSource source = source(background::add);

    assertThat(source.take(DOMAIN, EPOCH, 15)).endsWith(14).hasSize(15);
    assertThat(store.leased).hasSize(2);
    background.forEach(Runnable::run);
    assertThat(store.leased).hasSize(3);
    assertThat(source.take(DOMAIN, EPOCH, 100)).startsWith(15).endsWith(114);
  }

  @Test
  void aBackgroundThatRefusesIsDoneWithout() {
    IdSource source =
        source(
            task -> {
              throw new RejectedExecutionException("full");
            });

    assertThat(source.take(DOMAIN, EPOCH, 100)).endsWith(99);
    assertThat(source.take(DOMAIN, EPOCH, 100)).startsWith(100).endsWith(199);
  }

  @Test
  void aStoreThatIsDownIsSaidSoAndNothingIsLost() {
    IdSource source = source(Runnable::run);
    source.take(DOMAIN, EPOCH, 3);
    store.down = true;
    source.take(DOMAIN, EPOCH, (int) source.leftover());
    long next = store.mark(DOMAIN, EPOCH);

    assertThatThrownBy(() -> source.next(DOMAIN, EPOCH))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE));
    store.down = false;
    assertThat(source.next(DOMAIN, EPOCH)).isEqualTo(next);
  }

  @Test
  void rangesGrowUnderLoadAndShrinkAtRest() {
    IdSource source = source(Runnable::run);

    source.take(DOMAIN, EPOCH, 3_000);
    assertThat(store.leased).extracting(range -> range.to() - range.from()).startsWith(10L, 80L);
    assertThat(store.leased.getLast()).satisfies(range -> assertThat(size(range)).isEqualTo(1_000));

    for (int i = 0; i < 10; i++) {
      now = now.plus(Duration.ofHours(1));
      source.take(DOMAIN, EPOCH, (int) source.leftover());
    }
    assertThat(size(store.leased.getLast())).isEqualTo(10);
  }

  @Test
  void aFewAtOnceAreNotTakenForABurst() {
    IdSource source =
        new IdSource(store, marks, Runnable::run, () -> now, new IdSource.Bounds(1_000, 1_000_000));
    for (int i = 0; i < 10; i++) {
      source.take(DOMAIN, EPOCH, 40);
      now = now.plusMillis(1);
    }
    assertThat(store.leased).extracting(IdSourceTest::size).containsExactly(1_000L, 1_000L);
  }

  private static long size(RangeStore.Range range) {
    return range.to() - range.from();
  }

  @Test
  void aCrashLosesItsLeftoversForEver() {
    IdSource crashed = source(Runnable::run);
    long last = crashed.take(DOMAIN, EPOCH, 3)[2];
    long leftover = crashed.leftover();

    long first = source(Runnable::run).next(DOMAIN, EPOCH);
    assertThat(leftover).isEqualTo(store.leased.get(0).size() + store.leased.get(1).size() - 3);
    assertThat(first).isEqualTo(last + 1 + leftover);
  }

  @Test
  void theMarkIsRaisedBeforeAnyoneCanMint() {
    store.beforeLease = () -> assertThat(marks.mark(DOMAIN, EPOCH)).isEqualTo(granted());
    IdSource source = source(Runnable::run);
    for (int i = 0; i < 1_000; i++) {
      assertThat(source.next(DOMAIN, EPOCH)).isLessThan(marks.mark(DOMAIN, EPOCH));
    }
    assertThat(marks.mark(DOMAIN, EPOCH)).isEqualTo(store.mark(DOMAIN, EPOCH));
  }

  @Test
  void sealedCounterHandsOutWhatItHasAndNothingMore() {
    IdSource source = source(task -> {});
    source.next(DOMAIN, EPOCH);
    source(Runnable::run).seal(DOMAIN, EPOCH);
    long mark = store.mark(DOMAIN, EPOCH);
    for (long left = mark - 1; left > 0; left--) {
      assertThat(source.next(DOMAIN, EPOCH)).isLessThan(mark);
    }
    assertThatThrownBy(() -> source.next(DOMAIN, EPOCH))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE));
    assertThat(store.mark(DOMAIN, EPOCH)).isEqualTo(mark).isEqualTo(marks.mark(DOMAIN, EPOCH));
  }

  private long granted() {
    return store.mark(DOMAIN, EPOCH);
  }

  @Test
  void marksAreLoadedFromTheStoreAndNeverFall() {
    source(Runnable::run).take(3, 2, 25);
    GrantedMarks loaded = new GrantedMarks();
    loaded.load(store, 1, List.of(1, 2));
    loaded.load(store, 3, List.of(1, 2));

    assertThat(loaded.mark(3, 2)).isEqualTo(store.mark(3, 2)).isPositive();
    assertThat(loaded.mark(1, 1)).isZero();
    loaded.raise(3, 2, 1);
    assertThat(loaded.mark(3, 2)).isEqualTo(store.mark(3, 2));
  }

  @Test
  void eightThreadsNeverGetAValueTwiceNorOneAboveTheMark() throws Exception {
    int threads = 8;
    int each = 100_000;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads);
        ExecutorService ahead = Executors.newSingleThreadExecutor()) {
      IdSource source = source(ahead);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<long[]>> takers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int most = 1 + i % 4 * 7;
        takers.add(pool.submit(taker(source, start, each, most)));
      }
      start.countDown();
      BitSet seen = new BitSet(threads * each);
      for (Future<long[]> taker : takers) {
        for (long value : taker.get()) {
          assertThat(seen.get((int) value)).isFalse();
          seen.set((int) value);
        }
      }
      assertThat(seen.cardinality()).isEqualTo(threads * each);
      assertThat(store.mark(DOMAIN, EPOCH)).isGreaterThanOrEqualTo(seen.length());
    }
  }

  private Callable<long[]> taker(IdSource source, CountDownLatch start, int count, int most) {
    return () -> {
      start.await();
      long[] values = new long[count];
      for (int filled = 0; filled < count; ) {
        long[] taken = source.take(DOMAIN, EPOCH, Math.min(most, count - filled));
        if (Arrays.stream(taken).max().orElseThrow() >= marks.mark(DOMAIN, EPOCH)) {
          throw new AssertionError("minted above the mark");
        }
        System.arraycopy(taken, 0, values, filled, taken.length);
        filled += taken.length;
      }
      return values;
    };
  }

  @Test
  void atMostOneCallerIsInTheStoreForACounter() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    store.beforeLease =
        () -> {
          entered.countDown();
          awaitQuietly(release);
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      IdSource source = source(background::add);
      List<Future<Long>> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiting.add(pool.submit(() -> source.next(DOMAIN, EPOCH)));
      }
      entered.await();
      release.countDown();
      for (Future<Long> one : waiting) {
        assertThat(one.get()).isBetween(0L, 3L);
      }
      assertThat(store.leased).hasSize(1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
