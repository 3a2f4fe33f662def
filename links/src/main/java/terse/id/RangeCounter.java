package terse.id;

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
 * One counter of this node: hands out values from a leased range, and leases the next range in the
 * background once half of the present one is used. Values come from the range without a lock; the
 * lock is for the change of ranges, so that at most one caller is in the store while the others
 * wait for what it brings.
 */
final class RangeCounter {
  private final Counter counter;
  private final RangeStore store;
  private final GrantedMarks marks;
  private final Executor background;
  private final InstantSource clock;
  private final RangeSize size;
  private final ReentrantLock change = new ReentrantLock();
  private volatile Run run = Run.EMPTY;
  private volatile @Nullable FutureTask<Run> ahead;

  RangeCounter(
      Counter counter,
      RangeStore store,
      GrantedMarks marks,
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

  private void changeFrom(Run used) {
    change.lock();
    try {
      if (run == used) {
        run = leased();
      }
    } finally {
      change.unlock();
    }
  }

  /** The run leased ahead, or else one leased here and now. */
  private Run leased() {
    FutureTask<Run> lease = ahead;
    if (lease == null || lease.state() == FutureTask.State.FAILED) {
      lease = new FutureTask<>(this::lease);
      ahead = lease;
    }
    lease.run(); // does nothing if the background has begun it
    Run next = await(lease);
    ahead = null;
    return next;
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
    RangeStore.Range range =
        store.lease(counter.domain(), counter.epoch(), size.next(clock.instant()));
    marks.raise(counter.domain(), counter.epoch(), range.to());
    return new Run(range.from(), range.to());
  }

  private void lookAhead() {
    if (ahead == null && run.isHalfUsed() && change.tryLock()) {
      try {
        startAhead();
      } finally {
        change.unlock();
      }
    }
  }

  private void startAhead() {
    if (ahead != null) {
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
    return run.left() + leftAhead(ahead);
  }

  private static long leftAhead(@Nullable FutureTask<Run> lease) {
    if (lease == null || lease.state() != FutureTask.State.SUCCESS) {
      return 0;
    }
    return lease.resultNow().left();
  }
}
