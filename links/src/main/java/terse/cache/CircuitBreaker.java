package terse.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import terse.feed.NanoTime;

/**
 * What gives a thing up for a while that failed several times in a row, and then lets one attempt
 * through to see whether it is back. Thread-safe.
 */
final class CircuitBreaker {
  private static final int MOST_DOUBLINGS = 2;

  private final int tolerated;
  private final long pauseNanos;
  private final NanoTime time;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong nextTry;
  private volatile boolean open;

  /**
   * @param tolerated failures in a row after which it is given up, 1 or more
   * @param pause for how long at first; up to four times as long if it stays away
   */
  CircuitBreaker(int tolerated, Duration pause, NanoTime time) {
    this.tolerated = tolerated;
    this.pauseNanos = pause.toNanos();
    this.time = time;
    this.nextTry = new AtomicLong(time.nanos());
  }

  /** Whether to try at all. While it is given up, one caller a pause is let through. */
  boolean allows() {
    if (!open) {
      return true;
    }
    long until = nextTry.get();
    long now = time.nanos();
    return now - until >= 0 && nextTry.compareAndSet(until, now + pause());
  }

  private long pause() {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures.get() - tolerated));
    return pauseNanos << doublings;
  }

  void succeeded() {
    failures.set(0);
    open = false;
  }

  void failed() {
    if (failures.incrementAndGet() >= tolerated) {
      nextTry.set(time.nanos() + pause());
      open = true;
    }
  }

  /** Whether it is given up right now. */
  boolean isOpen() {
    return open;
  }
}
