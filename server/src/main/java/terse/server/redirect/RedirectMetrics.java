package terse.server.redirect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import terse.click.Tier;

/** What the link listener has counted and how it fares, summed over its loops when asked. */
public final class RedirectMetrics {
  private final List<Loop> loops;
  private final DecisionCache cache;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong rejected = new AtomicLong();

  RedirectMetrics(List<Loop> loops, DecisionCache cache) {
    this.loops = loops;
    this.cache = cache;
  }

  /** Takes a place among the open connections; false if there is none. */
  boolean admit(int most) {
    if (open.incrementAndGet() <= most) {
      return true;
    }
    open.decrementAndGet();
    rejected.incrementAndGet();
    return false;
  }

  /** Gives the place back. */
  void leave() {
    open.decrementAndGet();
  }

  private long sum(ToLongFunction<LoopMeters> part) {
    return loops.stream().mapToLong(loop -> part.applyAsLong(loop.meters)).sum();
  }

  /** How often this happened since the start. */
  public long count(RedirectCount what) {
    return sum(meters -> meters.of(what));
  }

  /** Answers given with a status of this class: 2 to 5. */
  public long answers(int statusClass) {
    return sum(meters -> meters.answers(statusClass));
  }

  /**
   * Redirects by the time from the parsed request to the written answer, not cumulative: element n
   * counts those below {@link #latencyBound}(n) and not below the one before.
   */
  public long[] latencies() {
    long[] counts = new long[LoopMeters.LATENCY_BUCKETS];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      int index = bucket;
      counts[bucket] = sum(meters -> meters.latency(index));
    }
    return counts;
  }

  /** The upper bound of a latency bucket in seconds, exclusive; the last bucket has none. */
  public static double latencyBound(int bucket) {
    return bucket >= LoopMeters.LATENCY_BUCKETS - 1
        ? Double.POSITIVE_INFINITY
        : (1L << bucket) / 1e6;
  }

  /** The sum of all latencies, in seconds. */
  public double latencySum() {
    return sum(LoopMeters::latencyNanos) / 1e9;
  }

  /** Connections open now. */
  public int openConnections() {
    return open.get();
  }

  /** Connections closed as they came because there were too many. */
  public long rejectedConnections() {
    return rejected.get();
  }

  /** Loads in flight now. */
  public int loadsInFlight() {
    return cache.loadsInFlight();
  }

  /** Decisions in memory, about. */
  public long cachedDecisions() {
    return cache.size();
  }

  /** Loads that a tier behind the first one answered: {@link Tier#L2}, else the store. */
  public long loadsFrom(Tier tier) {
    return cache.loadsFrom(tier);
  }

  /** Decisions loaded anew before anybody missed them. */
  public long refreshes() {
    return cache.refreshes();
  }

  /** The links asked for most, as {@code domain/code}, with about how many hits a second. */
  public Map<String, Double> hotKeys() {
    return cache.hot().hottest();
  }

  /** How late the latest loop runs its tasks, in nanoseconds; a loop that is stuck is seen. */
  public long loopLagNanos() {
    return loops.stream().mapToLong(Loop::lagNanos).max().orElse(0);
  }
}
