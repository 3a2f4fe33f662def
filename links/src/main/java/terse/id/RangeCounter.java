package terse.id;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * One counter of this node: hands out values from a leased range, and always tries to hold the next
 * one in reserve, leased in the background. Values come from the range without a lock; the lock is
 * for the change of ranges and never held while the store is asked. At most one caller is in the
 * store, and the others wait for what it brings, be it a range or a failure.
 */
final class RangeCounter {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Counter counter;
  private final RangeStore store;
  private final Granting marks;
  private final Executor background;
  private final InstantSource clock;
  private final RangeSize size;
  private final ReentrantLock change = new ReentrantLock();
  private volatile Run run = Run.EMPTY;
  private volatile @Nullable FutureTask<Run> ahead;
  private volatile Instant failed = Instant.EPOCH;
  private long granted;
  private long used;

  RangeCounter(
      Counter counter,
      RangeStore store,
      Granting marks,
      Executor background,
      InstantSource clock,
      IdSource.Bounds bounds) {
    this.counter = counter;
    this.store = store;
    this.marks = marks;
    this.background = background;
    this.clock = clock;
    this.size = new RangeSize(bounds);
  }

  long[] take(int count) {
    long[] values = new long[count];
    int filled = 0;
    while (filled < count) {
      Run present = run;
      filled = present.fill(values, filled);
      if (filled < count) {
        changeFrom(present);
      }
    }
    lookAhead();
    return values;
  }

  private void changeFrom(Run ended) {
    FutureTask<Run> lease = leaseAfter(ended);
    if (lease != null) {
      lease.run(); // does nothing if somebody else has begun it
      install(ended, await(lease));
    }
  }

  /**
   * The lease that everybody at the end of a run waits for; null if the run was changed already.
   */
  private @Nullable FutureTask<Run> leaseAfter(Run ended) {
    change.lock();
    try {
      if (run != ended) {
        return null;
      }
      FutureTask<Run> lease = ahead;
      if (lease == null || lease.state() == FutureTask.State.FAILED) {
        lease = new FutureTask<>(this::lease);
        ahead = lease;
      }
      return lease;
    } finally {
      change.unlock();
    }
  }

  private void install(Run ended, Run next) {
    change.lock();
    try {
      if (run == ended) {
        run = next;
        ahead = null;
      }
    } finally {
      change.unlock();
    }
  }

  private static Run await(FutureTask<Run> lease) {
    try {
      return lease.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(e);
    }
  }

  private static TerseException failure(@Nullable Throwable cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE,
        "No numbers for new links can be had from the store; nothing was created. Try again.",
        cause);
  }

  /** The mark is raised before a single value of the range can be handed out. */
  private Run lease() {
    try {
      RangeStore.Range range = store.lease(counter.domain(), counter.epoch(), nextSize());
      marks.raise(counter.domain(), counter.epoch(), range.to());
      return granted(range);
    } catch (RuntimeException e) {
      failed = clock.instant();
      throw e;
    }
  }

  private long nextSize() {
    change.lock();
    try {
      long before = used;
      used = granted - leftover();
      return size.next(clock.instant(), used - before);
    } finally {
      change.unlock();
    }
  }

  private Run granted(RangeStore.Range range) {
    change.lock();
    try {
      granted += range.size();
      return new Run(range);
    } finally {
      change.unlock();
    }
  }

  private void lookAhead() {
    if (wantsReserve() && change.tryLock()) {
      try {
        startAhead();
      } finally {
        change.unlock();
      }
    }
  }

  private boolean wantsReserve() {
    FutureTask<Run> lease = ahead;
    return lease == null || (lease.state() == FutureTask.State.FAILED && isTimeToRetry());
  }

  /** The distance counts either way, so that a clock that stepped back delays nothing. */
  private boolean isTimeToRetry() {
    return Duration.between(failed, clock.instant()).abs().compareTo(RETRY) >= 0;
  }

  private void startAhead() {
    if (!wantsReserve()) {
      return;
    }
    FutureTask<Run> lease = new FutureTask<>(this::lease);
    try {
      ahead = lease;
      background.execute(lease);
    } catch (RejectedExecutionException busy) {
      ahead = null; // whoever comes to the end of the present range leases for himself
    }
  }

  /** How many leased values were not handed out; they never will be once this node is gone. */
  long leftover() {
    change.lock();
    try {
      return run.left() + leftAhead(ahead);
    } finally {
      change.unlock();
    }
  }

  private static long leftAhead(@Nullable FutureTask<Run> lease) {
    if (lease == null || lease.state() != FutureTask.State.SUCCESS) {
      return 0;
    }
    return lease.resultNow().left();
  }
}
