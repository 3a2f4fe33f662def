package terse.id;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import terse.code.Alphabet;
import terse.code.PlainCodec;

/**
 * A hybrid logical time and the worker that stamped it (Kulkarni and others, "Logical Physical
 * Clocks and Consistent Snapshots", 2014).
 *
 * @param millis the latest millisecond since 1970 its maker had heard of, 0 to 2^47 - 1
 * @param count tells apart what was stamped in that millisecond, 0 to 65535
 * @param number the worker number, 0 to 1023
 */
public record HybridStamp(long millis, int count, int number) {
  static final int COUNT_BITS = 16;
  private static final int WORKER_SYMBOLS = 2;
  private static final long MOST_MILLIS = (1L << 47) - 1;

  public HybridStamp {
    boolean inRange =
        millis >= 0
            && millis <= MOST_MILLIS
            && count >= 0
            && count < 1 << COUNT_BITS
            && number >= 0
            && number < WorkerLeases.DATACENTERS * WorkerLeases.WORKERS;
    if (!inRange) {
      throw new IllegalArgumentException(
          "no hybrid time: " + millis + " ms, " + count + ", worker " + number);
    }
  }

  static HybridStamp of(long time, int number) {
    return new HybridStamp(time >>> COUNT_BITS, (int) time & 0xFFFF, number);
  }

  /** Milliseconds and count as one number that only grows on its maker. */
  public long time() {
    return (millis << COUNT_BITS) | count;
  }

  /** Ten symbols of time (until the year 2375 in base 62) and two of the worker number. */
  public String text(Alphabet alphabet) {
    String worker = new PlainCodec(alphabet).encode(number);
    String zeros = String.valueOf(alphabet.symbol(0)).repeat(WORKER_SYMBOLS - worker.length());
    return new PlainCodec(alphabet).encode(time()) + zeros + worker;
  }

  /** What {@link #text} wrote; empty if the text is no stamp. */
  public static Optional<HybridStamp> read(String text, Alphabet alphabet) {
    int end = text.length() - WORKER_SYMBOLS;
    if (end < 1
        || alphabet.digit(text.charAt(end)) < 0
        || alphabet.digit(text.charAt(end + 1)) < 0) {
      return Optional.empty();
    }
    int worker =
        alphabet.digit(text.charAt(end)) * alphabet.radix() + alphabet.digit(text.charAt(end + 1));
    OptionalLong time = new PlainCodec(alphabet).decode(text.substring(0, end));
    return time.isEmpty() || worker >= WorkerLeases.DATACENTERS * WorkerLeases.WORKERS
        ? Optional.empty()
        : Optional.of(of(time.getAsLong(), worker));
  }

  /** The latest instant its maker had heard of, to the millisecond. */
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }
}
