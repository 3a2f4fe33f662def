package terse.id;

import java.util.concurrent.atomic.AtomicLong;

/** What is left of a leased range. Thread-safe and lock-free; no value is handed out twice. */
final class Run {
  /** A run with nothing in it. */
  static final Run EMPTY = new Run(0, 0, 1);

  private final AtomicLong taken = new AtomicLong();
  private final long from;
  private final long size;
  private final int step;

  Run(RangeStore.Range range) {
    this(range.from(), range.size(), range.step());
  }

  private Run(long from, long size, int step) {
    this.from = from;
    this.size = size;
    this.step = step;
  }

  /**
   * Fills an array from {@code at} on with the next values, as many as are left.
   *
   * @return where the array is filled to
   */
  int fill(long[] values, int at) {
    long first = taken.get();
    while (first < size) {
      long until = Math.min(size, first + values.length - at);
      long seen = taken.compareAndExchange(first, until);
      if (seen == first) {
        return write(values, at, first, until);
      }
      first = seen;
    }
    return at;
  }

  private int write(long[] values, int at, long first, long until) {
    int filled = at;
    for (long i = first; i < until; i++) {
      values[filled++] = from + i * step;
    }
    return filled;
  }

  long left() {
    return size - taken.get();
  }
}
