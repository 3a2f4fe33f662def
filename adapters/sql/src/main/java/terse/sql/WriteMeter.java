package terse.sql;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the writer does. Every number only rises while the store is open. */
public final class WriteMeter {
  private static final long[] BOUNDS_MICROS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000
  };

  private final LongAdder commits = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_MICROS.length + 1);

  WriteMeter() {}

  void committed(int changes, long tookNanos) {
    commits.increment();
    rows.add(changes);
    nanos.add(tookNanos);
    slowest.accumulate(tookNanos);
    buckets.incrementAndGet(bucketOf(tookNanos));
  }

  void failed() {
    failures.increment();
  }

  void refused() {
    refusals.increment();
  }

  /** Transactions committed. */
  public long commits() {
    return commits.sum();
  }

  /** Transactions rolled back. */
  public long failures() {
    return failures.sum();
  }

  /** Changes refused because the queue was full. */
  public long refusals() {
    return refusals.sum();
  }

  /** Rows asked to be written in the transactions committed; a row is a link, a lease, an edit. */
  public long rows() {
    return rows.sum();
  }

  /** Nanoseconds spent in all committed transactions, from BEGIN until the disk had them. */
  public long nanos() {
    return nanos.sum();
  }

  /** Nanoseconds of the slowest committed transaction. */
  public long slowestNanos() {
    return slowest.get();
  }

  /** Upper bounds of the latency buckets in microseconds; one more bucket has none. */
  public static long[] bucketBoundsMicros() {
    return BOUNDS_MICROS.clone();
  }

  /** Committed transactions in each latency bucket, not cumulative. */
  public long[] buckets() {
    long[] counts = new long[buckets.length()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
    }
    return counts;
  }

  private static int bucketOf(long tookNanos) {
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && tookNanos > BOUNDS_MICROS[bucket] * 1_000) {
      bucket++;
    }
    return bucket;
  }
}
