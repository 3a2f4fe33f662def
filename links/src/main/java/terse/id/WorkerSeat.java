package terse.id;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The worker number of this node: leased when it is first needed, renewed in the background, and
 * exchanged for another once it was lost. The lease is judged by the monotonic clock, read before
 * it was asked for, so that a node that was paused knows on its own that its term has passed.
 * Thread-safe; one caller at a time is in the store.
 */
public final class WorkerSeat {
  /** How long a lease lasts usually, and so how long ids are minted while the store is away. */
  public static final Duration TERM = Duration.ofSeconds(30);

  /**
   * How far ahead of the clock ids may be stamped, in milliseconds: 500 for a clock that went back
   * and 500 for what a burst borrows.
   */
  static final long MOST_AHEAD = 1_000;

  private final ReentrantLock change = new ReentrantLock();
  private final WorkerLeases leases;
  private final int datacenter;
  private final String holder;
  private final Duration term;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private volatile @Nullable WorkerGrant grant;
  private volatile boolean closed;

  /**
   * @param datacenter whose numbers are leased, 0 to 31; each store of leases has its own
   * @param holder who this node is, for people
   * @param term how long each lease lasts, usually {@link #TERM}
   * @param nanos a monotonic clock, such as {@link System#nanoTime}
   */
  public WorkerSeat(
      WorkerLeases leases,
      int datacenter,
      String holder,
      Duration term,
      InstantSource clock,
      LongSupplier nanos) {
    this.leases = leases;
    this.datacenter = datacenter;
    this.holder = holder;
    this.term = term;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** What was granted last, perhaps over by now; null before the first. */
  @Nullable WorkerGrant present() {
    return grant;
  }

  boolean covers(WorkerGrant present, long millis) {
    return present.covers(millis, nanos.getAsLong());
  }

  /**
   * A grant that covers a millisecond. Blocks on the store.
   *
   * @param used the grant that no longer does, null if there was none
   * @throws TerseException NO_WORKER if every number is held or this node is stopping,
   *     STORE_UNAVAILABLE if the store cannot be asked
   */
  WorkerGrant next(@Nullable WorkerGrant used, long millis) {
    change.lock();
    try {
      WorkerGrant present = grant;
      return present == null || present.equals(used) ? renewed(present, millis) : present;
    } finally {
      change.unlock();
    }
  }

  /** Renews what is held, as a node must three times a term; does nothing if nothing is held. */
  public void keep() {
    WorkerGrant present = grant;
    if (present != null && !closed) {
      next(present, 0);
    }
  }

  private WorkerGrant renewed(@Nullable WorkerGrant present, long millis) {
    if (closed) {
      throw new TerseException(Fault.NO_WORKER, "This node is stopping. Nothing was created.");
    }
    long deadline = nanos.getAsLong() + term.toNanos();
    long until = Math.max(clock.millis(), millis) + term.toMillis() + MOST_AHEAD;
    WorkerGrant fresh =
        present != null && leases.renew(present.lease(), term, until)
            ? new WorkerGrant(present.lease(), Math.max(present.until(), until), deadline)
            : new WorkerGrant(taken(until), until, deadline);
    grant = fresh;
    return fresh;
  }

  private WorkerLease taken(long until) {
    grant = null;
    Optional<WorkerLease> taken = leases.take(datacenter, holder, term, until);
    return taken.orElseThrow(
        () ->
            new TerseException(
                Fault.NO_WORKER,
                "All %d worker numbers of datacenter %d are leased. Nothing was created."
                    .formatted(WorkerLeases.WORKERS, datacenter)));
  }

  /**
   * Gives the number back; nothing is minted under it any more.
   *
   * @param used the last millisecond since 1970 that was stamped; minting must have ended before
   */
  public void release(long used) {
    change.lock();
    try {
      closed = true;
      WorkerGrant present = grant;
      grant = null;
      if (present != null) {
        leases.release(present.lease(), used);
      }
    } finally {
      change.unlock();
    }
  }
}
