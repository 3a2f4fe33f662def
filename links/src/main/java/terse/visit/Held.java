package terse.visit;

/**
 * A block this node holds.
 *
 * @param until the instant of its {@link terse.feed.NanoTime} from which it is not answered from
 */
record Held(BlockId id, Tally tally, long until) {

  /** Counts a visit; false if there is none left, or the time is up. */
  boolean count(long nanos) {
    return nanos - until < 0 && tally.count();
  }

  boolean isOver(long nanos) {
    return nanos - until >= 0 || tally.isSpent();
  }
}
