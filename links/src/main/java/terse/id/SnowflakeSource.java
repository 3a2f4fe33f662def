package terse.id;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Mints {@link Snowflake} ids, rising on this node and unique on all. Lock-free: milliseconds and
 * sequence are one number that only grows, moved on by compare-and-set.
 *
 * <p>The 4,097th id of a millisecond is stamped with the next one: time is borrowed, up to {@link
 * #BORROWED} ahead of the clock; a caller beyond that is paused for some milliseconds and then
 * refused. A clock that went back by up to {@link #TOLERATED} is not noticed, since stamps go on
 * from where they were; one that went back farther is refused until it has caught up. What a node
 * may stamp at all is bounded by its {@link WorkerLeases lease}, so that a node that forgot
 * everything, or slept through its lease, repeats nothing.
 */
public final class SnowflakeSource {
  /** How far the clock may go back without being noticed. */
  public static final Duration TOLERATED = Duration.ofMillis(500);

  /** How much time a burst may borrow. */
  public static final Duration BORROWED = Duration.ofMillis(500);

  private static final long PAUSE_NANOS = 1_000_000;
  private static final int MOST_PAUSES = 50;
  private static final long ENDED = Long.MAX_VALUE;

  private final AtomicLong last = new AtomicLong(-1);
  private final AtomicLong latest = new AtomicLong();
  private final WorkerSeat seat;
  private final InstantSource clock;
  private final LongConsumer pause;

  /**
   * @param pause waits for so many nanoseconds, as {@link
   *     java.util.concurrent.locks.LockSupport#parkNanos(long)} does
   */
  public SnowflakeSource(WorkerSeat seat, InstantSource clock, LongConsumer pause) {
    this.seat = seat;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * The next id.
   *
   * @throws TerseException CLOCK_BEHIND if the clock cannot be trusted, OVERLOADED if more ids are
   *     asked for than there are, NO_WORKER or STORE_UNAVAILABLE if this node may not mint
   */
  public long next() {
    for (int pauses = 0; ; ) {
      long now = clock.millis();
      checkClock(now);
      WorkerGrant grant = seat.present();
      if (grant == null) {
        seat.next(null, now);
        continue;
      }
      long present = last.get();
      long stamp = stamp(present, now, grant);
      long millis = millis(stamp);
      if (millis - now > WorkerSeat.MOST_AHEAD) {
        pauses = await(pauses, grant, now);
      } else if (!seat.covers(grant, millis)) {
        seat.next(grant, millis);
      } else if (last.compareAndSet(present, stamp)) {
        return Snowflake.compose(stamp, grant.lease().number());
      }
    }
  }

  /** After the last stamp, not before the clock, and after whatever an earlier holder stamped. */
  private static long stamp(long present, long now, WorkerGrant grant) {
    if (present == ENDED) {
      throw new TerseException(Fault.NO_WORKER, "This node is stopping. Nothing was created.");
    }
    long earliest = Math.max(now, grant.lease().after() + 1) - Snowflake.EPOCH_MILLIS;
    long stamp = Math.max(present + 1, earliest << Snowflake.SEQUENCE_BITS);
    if (earliest < 0 || stamp >>> Snowflake.SEQUENCE_BITS > Snowflake.MOST_MILLIS) {
      throw new TerseException(
          Fault.CLOCK_BEHIND, "The clock of this node is before 2020 or after 2089.");
    }
    return stamp;
  }

  private static long millis(long stamp) {
    return (stamp >>> Snowflake.SEQUENCE_BITS) + Snowflake.EPOCH_MILLIS;
  }

  private void checkClock(long now) {
    long seen = latest.get();
    if (now > seen) {
      latest.accumulateAndGet(now, Math::max);
    } else if (seen - now > TOLERATED.toMillis()) {
      throw behind(seen - now);
    }
  }

  private int await(int pauses, WorkerGrant grant, long now) {
    long behind = grant.lease().after() - now;
    if (behind > WorkerSeat.MOST_AHEAD) {
      throw behind(behind);
    }
    if (pauses == MOST_PAUSES) {
      throw new TerseException(
          Fault.OVERLOADED,
          "More than 4,096 links a millisecond were asked for, for long. Nothing was created.");
    }
    pause.accept(PAUSE_NANOS);
    return pauses + 1;
  }

  private static TerseException behind(long millis) {
    return new TerseException(
        Fault.CLOCK_BEHIND,
        "The clock of this node is %,d ms behind what ids were stamped with. Nothing was created."
            .formatted(millis));
  }

  /**
   * Ends minting for good.
   *
   * @return the last millisecond since 1970 that was stamped, 0 if none was
   */
  public long end() {
    long stamp = last.getAndSet(ENDED);
    return stamp < 0 || stamp == ENDED ? 0 : millis(stamp);
  }
}
