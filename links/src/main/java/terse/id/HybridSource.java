package terse.id;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Mints {@link HybridStamp}s: a hybrid logical clock, which never refuses for the clock's sake.
 * While the clock stands or has gone back by whatever time, stamps go on from the latest one made
 * or heard of. What it gives up for that is nearness to the clock: after a step back stamps are
 * ahead of it for as long. Lock-free; unique on all nodes through the worker number and what its
 * {@link WorkerLeases lease} lets it stamp.
 */
public final class HybridSource {
  /** A stamp heard of that is farther ahead of this node's clock is not followed. */
  public static final Duration FOLLOWED = Duration.ofMillis(500);

  private static final long ENDED = Long.MAX_VALUE;

  private final AtomicLong last = new AtomicLong(-1);
  private final WorkerSeat seat;
  private final InstantSource clock;

  public HybridSource(WorkerSeat seat, InstantSource clock) {
    this.seat = seat;
    this.clock = clock;
  }

  /**
   * The next stamp, later than all that were made here or heard of.
   *
   * @throws TerseException NO_WORKER or STORE_UNAVAILABLE if this node may not mint
   */
  public HybridStamp next() {
    while (true) {
      WorkerGrant grant = seat.present();
      if (grant == null) {
        seat.next(null, clock.millis());
        continue;
      }
      long present = last.get();
      long time = later(present, Math.max(clock.millis(), grant.lease().after() + 1));
      long millis = time >>> HybridStamp.COUNT_BITS;
      if (!seat.covers(grant, millis)) {
        seat.next(grant, millis);
      } else if (last.compareAndSet(present, time)) {
        return HybridStamp.of(time, grant.lease().number());
      }
    }
  }

  private static long later(long present, long millis) {
    if (present == ENDED) {
      throw new TerseException(Fault.NO_WORKER, "This node is stopping. Nothing was created.");
    }
    return Math.max(present + 1, millis << HybridStamp.COUNT_BITS);
  }

  /**
   * Hears of a stamp that another node made: what is minted from now on sorts after it.
   *
   * @return false if it is so far ahead of the clock that it is not followed
   */
  public boolean observe(HybridStamp heard) {
    if (heard.millis() - clock.millis() > FOLLOWED.toMillis()) {
      return false;
    }
    last.accumulateAndGet(heard.time(), Math::max);
    return true;
  }

  /**
   * Ends minting for good.
   *
   * @return the last millisecond since 1970 that may have been stamped, 0 if none was
   */
  public long end() {
    long time = last.getAndSet(ENDED);
    return time < 0 || time == ENDED ? 0 : time >>> HybridStamp.COUNT_BITS;
  }
}
