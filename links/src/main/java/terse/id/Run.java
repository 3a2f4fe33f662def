package terse.id;

import java.util.concurrent.atomic.AtomicLong;

/** What is left of a leased range. Thread-safe and lock-free; no value is handed out twice. */
final class Run {
  /** A run with nothing in it. */
  static final Run EMPTY = new Run(0, 0);

  private final AtomicLong next;
  private final long to;
  private final long half;

  Run(long from, long to) {
    this.next = new AtomicLong(from);
    this.to = to;
    this.half = from + (to - from) / 2;
  }

  /**
   * Fills an array from {@code at} on with the next values, as many as are left.
   *
   * @return where the array is filled to
   */
  int fill(long[] values, int at) {
    long from = next.get();
    while (from < to) {
      long until = Math.min(to, from + values.length - at);
      long seen = next.compareAndExchange(from, until);
      if (seen == from) {
        return write(values, at, from, until);
      }
      from = seen;
    }
    return at;
  }

  private static int write(long[] values, int at, long from, long until) {
    int filled = at;
    for (long value = from; value < until; value++) {
      values[filled++] = value;
    }
    return filled;
  }

  boolean isHalfUsed() {
    return next.get() >= half;
  }

  long left() {
    return to - next.get();
  }
}
