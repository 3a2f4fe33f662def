package terse.visit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the visits answered from one block. What is counted is noted where it outlives the process
 * before the visit is answered; so whoever reads the notes later finds at least what was answered.
 * Thread-safe; never waits.
 */
public abstract class Tally {
  /** Beyond every block. */
  private static final int ENDED = 1 << 30;

  private final int visits;
  private final AtomicInteger answered = new AtomicInteger();

  /**
   * @param visits those of the block, 1 or more
   */
  protected Tally(int visits) {
    this.visits = visits;
  }

  /** Counts one visit; false if all of the block are counted or it was ended. */
  final boolean count() {
    if (answered.get() >= visits || answered.getAndIncrement() >= visits) {
      return false;
    }
    note();
    return true;
  }

  /** Whether nothing can be counted any more. */
  final boolean isSpent() {
    return answered.get() >= visits;
  }

  /** Lets nothing more be counted; says how many were. To be called once. */
  final int end() {
    return Math.min(visits, answered.getAndAdd(ENDED));
  }

  /** Notes one visit that is about to be answered. */
  protected abstract void note();

  /** Forgets the block, which was settled. */
  protected abstract void release();
}
