package terse.id;

/**
 * Hands out ranges of counter values, each value once for ever. The arbiter is a single atomic
 * update of the store.
 */
public interface RangeStore {

  /**
   * Takes the next {@code size} values of a counter; durable before it returns. A range lost to a
   * crash is never given out again.
   *
   * @param domain the domain the counter belongs to
   * @param epoch the key epoch, {@link terse.link.LinkKey#NAMED} for named links
   * @param size how many values, 1 or more
   */
  Range lease(int domain, int epoch, long size);

  /** The first value that was never granted: every value ever minted is below it. */
  long mark(int domain, int epoch);

  /**
   * A run of counter values.
   *
   * @param from the first value
   * @param to one past the last value
   */
  record Range(long from, long to) {
    public Range {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("empty range " + from + ".." + to);
      }
    }
  }
}
