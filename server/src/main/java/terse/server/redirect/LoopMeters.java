package terse.server.redirect;

import java.util.concurrent.atomic.AtomicLongArray;

/** What one event loop counts. Written by the loop alone, without contention; read by anyone. */
@SuppressWarnings("EnumOrdinal") // an index in memory, nothing that is kept
final class LoopMeters {
  /** Buckets of the latency histogram: the n-th holds redirects of less than 2^n microseconds. */
  static final int LATENCY_BUCKETS = 25;

  private static final int STATUS_CLASSES = 6;

  private final AtomicLongArray counts = new AtomicLongArray(RedirectCount.values().length);
  private final AtomicLongArray statuses = new AtomicLongArray(STATUS_CLASSES);
  private final AtomicLongArray latencies = new AtomicLongArray(LATENCY_BUCKETS);
  private final AtomicLongArray latencySum = new AtomicLongArray(1);

  void count(RedirectCount what) {
    add(counts, what.ordinal(), 1);
  }

  /** An answer with this status was given. */
  void answered(int status) {
    add(statuses, status / 100, 1);
  }

  /** A redirect took this long. */
  void redirected(long nanos) {
    int bucket = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos) / 1_000);
    add(latencies, Math.min(bucket, LATENCY_BUCKETS - 1), 1);
    add(latencySum, 0, nanos);
  }

  private static void add(AtomicLongArray array, int index, long amount) {
    array.setRelease(index, array.getPlain(index) + amount);
  }

  long of(RedirectCount what) {
    return counts.get(what.ordinal());
  }

  long answers(int statusClass) {
    return statuses.get(statusClass);
  }

  long latency(int bucket) {
    return latencies.get(bucket);
  }

  long latencyNanos() {
    return latencySum.get(0);
  }
}
