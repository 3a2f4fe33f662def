package terse.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.NanoTime;
import terse.link.LinkKey;

/**
 * A node's visits of limited links. An event loop counts a visit in the block at hand; without one,
 * one visitor asks the store for all who wait. Blocks are given back when they are spent or their
 * short lease is over, so that what one node does not use another can; those of a start that was
 * killed, once its tallies were read. Thread-safe.
 */
public final class Visits implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(25);
  private static final Duration UPKEEP = Duration.ofSeconds(1);
  private static final int CLOSING_TRIES = 3;

  private final VisitStore store;
  private final Tallies tallies;
  private final Executor pool;
  private final VisitSettings settings;
  private final InstantSource clock;
  private final NanoTime time;
  private final ConcurrentHashMap<PurseKey, Purse> purses = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Set<Long> open = ConcurrentHashMap.newKeySet();
  private final List<Tallies.Remains> remains;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean settling = new AtomicBoolean();
  private final AtomicBoolean upkeep = new AtomicBoolean();
  private final LongAdder blocks = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final long began;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("terse-visits").factory());
  private volatile boolean doubtful;
  private volatile boolean closed;
  private volatile long upkeepDue;

  private record PurseKey(LinkKey link, long version) {}

  private record Ended(Held block, int answered) {}

  /**
   * @param pool runs the calls to the store; bounded
   * @param clock tells the store when blocks are taken
   * @param time ages them here
   */
  public Visits(
      VisitStore store,
      Tallies tallies,
      Executor pool,
      VisitSettings settings,
      InstantSource clock,
      NanoTime time) {
    this.store = store;
    this.tallies = tallies;
    this.pool = pool;
    this.settings = settings;
    this.clock = clock;
    this.time = time;
    this.remains = new CopyOnWriteArrayList<>(tallies.remains());
    this.began = time.nanos();
    this.upkeepDue = began;
  }

  /** Starts to look after the blocks; settles those of earlier starts first. */
  public Visits start() {
    var _ =
        ticker.scheduleWithFixedDelay(this::tickSafely, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * Counts a visit that is to be answered now. Never waits.
   *
   * @param version the link's, as this node knows it
   * @return whether it may be answered; else {@link #await} tells more
   */
  public boolean count(LinkKey link, long version) {
    Purse purse = purses.get(new PurseKey(link, version));
    return purse != null && purse.count(time.nanos());
  }

  /**
   * Waits for visits, with all others who do. Never blocks.
   *
   * @return fails if the store does, or too much is asked of it
   */
  public CompletableFuture<Verdict> await(LinkKey link, long version) {
    if (closed) {
      return CompletableFuture.completedFuture(Verdict.BUSY);
    }
    long now = time.nanos();
    PurseKey key = new PurseKey(link, version);
    while (true) {
      Purse purse = purses.computeIfAbsent(key, _ -> new Purse(link, settings, now));
      CompletableFuture<Verdict> verdict = purse.await(now, () -> ask(purse));
      if (verdict != null) {
        return verdict;
      }
      purses.remove(key, purse);
    }
  }

  private void ask(Purse purse) {
    try {
      pool.execute(() -> take(purse));
    } catch (RejectedExecutionException full) {
      purse.failed(new TerseException(Fault.OVERLOADED, "Too many visits wait for the store."));
    }
  }

  private void take(Purse purse) {
    retire(purse, true);
    long until = time.nanos() + settings.lease().toNanos();
    long number = numbers.incrementAndGet();
    open.add(number);
    try {
      BlockId id = new BlockId(tallies.holder(), number);
      Taken taken = store.take(id, purse.link, purse.demand(), clock.instant());
      if (taken instanceof Taken.Visits(int count)) {
        got(purse, id, count, until);
      } else {
        open.remove(number);
        none(purse, taken);
      }
    } catch (RuntimeException | Error e) {
      failures.increment();
      doubtful = doubtful || isDoubtful(e);
      open.remove(number);
      purse.failed(e);
    }
  }

  /** Whether the store may have given a block, or may still, that nobody here knows of. */
  private static boolean isDoubtful(Throwable failure) {
    return !(failure instanceof TerseException e)
        || (e.fault() != Fault.STORE_UNAVAILABLE && e.fault() != Fault.OVERLOADED);
  }

  private void got(Purse purse, BlockId id, int count, long until) {
    blocks.increment();
    Tally tally = closed ? null : tallies.open(id.number(), count);
    if (tally == null) {
      doubtful = true;
      open.remove(id.number());
      purse.failed(new TerseException(Fault.OVERLOADED, "Too many blocks of visits are held."));
    } else {
      purse.got(new Held(id, tally, until));
    }
  }

  private void none(Purse purse, Taken taken) {
    switch (taken) {
      case Taken.AllHeld(var since) when isForsaken(since) -> purse.tell(Verdict.USED_UP);
      case Taken.AllHeld _ -> purse.askLater(time.nanos());
      case Taken.UsedUp _ -> purse.usedUp();
      case Taken.NotLimited _, Taken.Visits _ -> purse.tell(Verdict.STALE);
    }
  }

  /** Only a node that is dead, or cut off, keeps a block so long; it may never come back. */
  private boolean isForsaken(Instant since) {
    return since.plus(settings.forsaken()).isBefore(clock.instant());
  }

  /** Ends a purse's block, if it has one that is over or must be. */
  private void retire(Purse purse, boolean always) {
    long now = time.nanos();
    Held block = purse.retire(now, always);
    if (block != null) {
      boolean lasted = !block.tally().isSpent();
      int answered = block.tally().end();
      purse.learn(answered, lasted);
      ended.add(new Ended(block, answered));
    }
  }

  /** A task that throws would never be called again. */
  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      failures.increment();
    }
  }

  /** Gives back what is over, asks again for what others held, and drops what nobody wants. */
  void tick() {
    long now = time.nanos();
    purses.forEach(
        (key, purse) -> {
          retire(purse, false);
          if (purse.tick(now)) {
            ask(purse);
          }
          if (purse.drop(now)) {
            purses.remove(key, purse);
          }
        });
    if (!ended.isEmpty()) {
      once(settling, this::settle);
    }
    if (now - upkeepDue >= 0 && (doubtful || !remains.isEmpty())) {
      upkeepDue = now + UPKEEP.toNanos();
      once(upkeep, this::lookAfter);
    }
  }

  private void once(AtomicBoolean running, Runnable task) {
    if (running.compareAndSet(false, true)) {
      try {
        pool.execute(
            () -> {
              try {
                task.run();
              } catch (TerseException notYet) {
                failures.increment();
              } finally {
                running.set(false);
              }
            });
      } catch (RejectedExecutionException full) {
        running.set(false);
      }
    }
  }

  /** Tells the store of blocks that are over; one that it may not have heard of is told again. */
  private void settle() {
    List<Ended> batch = new ArrayList<>();
    for (Ended each = ended.poll(); each != null; each = ended.poll()) {
      batch.add(each);
    }
    try {
      store.settle(
          batch.stream().map(one -> new Settled(one.block().id(), one.answered())).toList());
    } catch (RuntimeException | Error e) {
      ended.addAll(batch);
      throw e;
    }
    for (Ended each : batch) {
      each.block().tally().release();
      open.remove(each.block().id().number());
    }
  }

  private void lookAfter() {
    if (doubtful) {
      settleStrays();
    }
    remains.forEach(this::settle);
    if (time.nanos() - began >= settings.doubt().toNanos()) {
      remains.forEach(Tallies.Remains::forget);
      remains.clear();
    }
  }

  /** Settles the blocks of an earlier start by what it noted. */
  private void settle(Tallies.Remains one) {
    store.settle(
        store.heldBy(one.holder()).stream()
            .map(block -> new Settled(block.id(), one.answered(block)))
            .toList());
  }

  /** Blocks that the store gave without this node hearing of it: nobody has answered from them. */
  private void settleStrays() {
    List<Block> strays =
        store.heldBy(tallies.holder()).stream()
            .filter(block -> !open.contains(block.id().number()))
            .toList();
    store.settle(strays.stream().map(block -> new Settled(block.id(), 0)).toList());
  }

  /** How many blocks were taken since the start. */
  public long blocks() {
    return blocks.sum();
  }

  /** How many calls to the store failed since the start. */
  public long failures() {
    return failures.sum();
  }

  /** How many blocks are held or on their way back. */
  public int held() {
    return open.size();
  }

  /** Gives every block back; nothing is answered any more. What cannot be is left for the next. */
  @Override
  public void close() {
    closed = true;
    ticker.close();
    purses.values().forEach(purse -> purse.tell(Verdict.BUSY));
    for (int tries = 0; tries < CLOSING_TRIES && !isSettled(); tries++) {
      purses.values().forEach(purse -> retire(purse, true));
      tryToSettle();
    }
    if (isSettled() && !doubtful) {
      tallies.forget();
    }
    tallies.close();
  }

  private boolean isSettled() {
    return open.isEmpty() && ended.isEmpty();
  }

  private void tryToSettle() {
    try {
      settle();
    } catch (RuntimeException notYet) {
      failures.increment();
    }
  }
}
