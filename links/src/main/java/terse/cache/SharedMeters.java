package terse.cache;

import java.util.concurrent.atomic.LongAdder;

/** What has happened at the shared cache, as this node saw it, since it started. Thread-safe. */
public final class SharedMeters {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder outdated = new LongAdder();
  private final LongAdder garbled = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder writeFailures = new LongAdder();
  private final LongAdder led = new LongAdder();
  private final LongAdder waited = new LongAdder();

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  void outdated() {
    outdated.increment();
  }

  void garbled() {
    garbled.increment();
  }

  void failed() {
    failures.increment();
  }

  void writeFailed() {
    writeFailures.increment();
  }

  void led() {
    led.increment();
  }

  void waited() {
    waited.increment();
  }

  /** Links that the cache answered for. */
  public long hits() {
    return hits.sum();
  }

  /** Links that had to be read from the store. */
  public long misses() {
    return misses.sum();
  }

  /** Entries that the feed says no longer hold, or may not. */
  public long outdatedEntries() {
    return outdated.sum();
  }

  /** Entries that nobody of ours wrote, or that were damaged. */
  public long garbledEntries() {
    return garbled.sum();
  }

  /** Links read from the store because the cache did not answer, or is given up for a while. */
  public long failures() {
    return failures.sum();
  }

  /** Writes that failed; nothing depends on them. */
  public long writeFailures() {
    return writeFailures.sum();
  }

  /** Loads that this node made for others, too. */
  public long ledLoads() {
    return led.sum();
  }

  /** Loads that this node waited for another's. */
  public long waits() {
    return waited.sum();
  }
}
