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
   * @param epoch as in {@link terse.link.LinkKey}, {@link terse.link.LinkKey#NAMED} for named links
   * @param size how many values, 1 or more
   * @throws terse.fault.TerseException {@code CONFLICT} if the counter is sealed
   */
  Range lease(int domain, int epoch, long size);

  /** The first value that was never granted: every value ever minted is below it. */
  long mark(int domain, int epoch);

  /**
   * Sees to it that no value below {@code mark} is granted from now on; a mark at or below the
   * present one changes nothing. Durable before it returns.
   *
   * @param mark 0 or more
   */
  void raise(int domain, int epoch, long mark);

  /**
   * Ends a counter: nothing is granted from it any more, on whatever node. Sealing again changes
   * nothing.
   *
   * @return its mark, which is final
   */
  long seal(int domain, int epoch);

  /**
   * A run of counter values, evenly spaced.
   *
   * @param from the first value
   * @param to one past the last value
   * @param step how far one value is from the next, 1 or more
   */
  record Range(long from, long to, int step) {
    public Range {
      if (from < 0 || to <= from || step < 1 || (to - from - 1) % step != 0) {
        throw new IllegalArgumentException("no range: " + from + ".." + to + " by " + step);
      }
    }

    /** A run without gaps. */
    public Range(long from, long to) {
      this(from, to, 1);
    }

    /** How many values there are. */
    public long size() {
      return (to - from - 1) / step + 1;
    }
  }
}
