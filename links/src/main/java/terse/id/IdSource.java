package terse.id;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The numbers behind links: each value of a (domain, epoch) counter is handed out once for ever, on
 * whatever node. They come from ranges leased in the store; what a crash leaves of a range is lost
 * and never handed out. Thread-safe. Calls may block on the store when a range ends.
 */
public final class IdSource {
  private final ConcurrentMap<Counter, RangeCounter> counters = new ConcurrentHashMap<>();
  private final RangeStore store;
  private final Granting marks;
  private final Executor background;
  private final InstantSource clock;
  private final Bounds bounds;

  /**
   * @param marks raised with each leased range, before the first value of it is handed out
   * @param background runs the leases made ahead of need, one a counter at a time; may refuse
   */
  public IdSource(
      RangeStore store, Granting marks, Executor background, InstantSource clock, Bounds bounds) {
    this.store = store;
    this.marks = marks;
    this.background = background;
    this.clock = clock;
    this.bounds = bounds;
  }

  /**
   * The next value of a counter.
   *
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if a range is needed and cannot be had
   */
  public long next(int domain, int epoch) {
    return take(domain, epoch, 1)[0];
  }

  /**
   * The next values of a counter, rising, not always without gaps.
   *
   * @param count how many, 0 or more
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if a range is needed and cannot be had
   */
  public long[] take(int domain, int epoch, int count) {
    return count == 0 ? new long[0] : counter(new Counter(domain, epoch)).take(count);
  }

  /**
   * Ends a counter on all nodes, and learns how far it was granted: {@link #next} fails once the
   * range that a node has of it is used up.
   *
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if that cannot be known
   */
  public long seal(int domain, int epoch) {
    long mark = store.seal(domain, epoch);
    try {
      marks.raise(domain, epoch, mark);
    } catch (TerseException e) {
      if (e.fault() != Fault.CONFLICT) {
        throw e;
      }
      // its key epoch is over, so that its mark is final already, and known
    }
    return mark;
  }

  /**
   * Sees to it that a counter nothing was taken from yet begins at {@code mark} or after it.
   *
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if the store cannot be asked
   */
  public void beginAt(int domain, int epoch, long mark) {
    store.raise(domain, epoch, mark);
  }

  private RangeCounter counter(Counter name) {
    return counters.computeIfAbsent(
        name, counter -> new RangeCounter(counter, store, marks, background, clock, bounds));
  }

  /** How many leased values have not been handed out; lost when the node ends. */
  public long leftover() {
    return counters.values().stream().mapToLong(RangeCounter::leftover).sum();
  }

  /**
   * How large leased ranges are.
   *
   * @param least the size they start with, 1 or more
   * @param most the size they grow to under load
   * @param lasting how long a range is to last, and so the store to be done without
   */
  public record Bounds(long least, long most, Duration lasting) {
    /**
     * 1,000 to 10 million values, a minute's worth: an outage of 30 s goes unnoticed even if the
     * rate doubles in it, and a crash wastes 90 s worth on average.
     */
    public static final Bounds STANDARD = new Bounds(1_000, 10_000_000);

    public Bounds {
      if (least < 1 || most < least || most > 1L << 40 || !lasting.isPositive()) {
        throw new IllegalArgumentException(
            "no range sizes: " + least + " to " + most + ", lasting " + lasting);
      }
    }

    /** Bounds of ranges that last a minute. */
    public Bounds(long least, long most) {
      this(least, most, Duration.ofMinutes(1));
    }
  }
}
