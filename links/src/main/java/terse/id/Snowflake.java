package terse.id;

import java.time.Instant;

/**
 * The parts of a time-ordered 63-bit id: 41 bits of milliseconds, 5 of datacenter, 5 of worker, 12
 * of sequence, from high to low, so that ids sort by time.
 *
 * @param millis milliseconds since {@link #EPOCH_MILLIS}, 0 to 2^41 - 1 (into September 2089)
 * @param datacenter 0 to 31
 * @param worker 0 to 31
 * @param sequence 0 to 4095, the id's place within its millisecond
 */
public record Snowflake(long millis, int datacenter, int worker, int sequence) {
  /** 2020-01-01T00:00:00Z in milliseconds since 1970. */
  public static final long EPOCH_MILLIS = 1_577_836_800_000L;

  /** How many ids one worker has in a millisecond. */
  public static final int SEQUENCES = 1 << 12;

  static final int SEQUENCE_BITS = 12;
  static final long MOST_MILLIS = (1L << 41) - 1;
  private static final int WORKER_SHIFT = 12;
  private static final int DATACENTER_SHIFT = 17;
  private static final int TIME_SHIFT = 22;
  private static final int FIVE_BITS = 31;

  /** Nothing is masked: a part that is out of its range would be another node's id. */
  public Snowflake {
    check("milliseconds", millis, MOST_MILLIS);
    check("datacenter", datacenter, FIVE_BITS);
    check("worker", worker, FIVE_BITS);
    check("sequence", sequence, SEQUENCES - 1);
  }

  private static void check(String part, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "the " + part + " of an id are 0 to " + most + ", not " + value);
    }
  }

  /**
   * The parts of an id.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Snowflake of(long id) {
    if (id < 0) {
      throw new IllegalArgumentException("ids are not negative: " + id);
    }
    return new Snowflake(
        id >>> TIME_SHIFT,
        (int) (id >>> DATACENTER_SHIFT) & FIVE_BITS,
        (int) (id >>> WORKER_SHIFT) & FIVE_BITS,
        (int) id & (SEQUENCES - 1));
  }

  /** The parts put together, 0 or more. */
  public long id() {
    return compose((millis << SEQUENCE_BITS) | sequence, (datacenter << 5) | worker);
  }

  /** An id from a stamp (milliseconds and sequence) and a worker number, 0 to 1023. */
  static long compose(long stamp, int number) {
    return ((stamp >>> SEQUENCE_BITS) << TIME_SHIFT)
        | ((long) number << WORKER_SHIFT)
        | (stamp & (SEQUENCES - 1));
  }

  /** When it was stamped, to the millisecond. */
  public Instant instant() {
    return Instant.ofEpochMilli(EPOCH_MILLIS + millis);
  }
}
