package terse.server.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * How long clicks are kept one by one, and by the hour; by the day they are kept for good.
 *
 * @param clickDays days that single clicks are kept, 0 for good
 * @param hourDays days that hours are kept, at least as many, 0 for good
 */
public record Retention(int clickDays, int hourDays) {
  /** Everything for good. */
  public static final Retention ALL = new Retention(0, 0);

  /**
   * Checks that hours outlive the clicks they are made of.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Retention {
    if (clickDays < 0 || hourDays < 0) {
      throw new IllegalArgumentException("Days to keep are 0 or more");
    }
    if (hourDays > 0 && (clickDays == 0 || hourDays < clickDays)) {
      throw new IllegalArgumentException("Hours are kept at least as long as single clicks");
    }
  }

  /** Whether anything is forgotten at all. */
  boolean forgets() {
    return clickDays > 0;
  }

  /** The instant before which single clicks are not kept. */
  Instant clicksBefore(Instant now) {
    return before(now, clickDays);
  }

  /** The instant before which hours are not kept. */
  Instant hoursBefore(Instant now) {
    return before(now, hourDays);
  }

  private static Instant before(Instant now, int days) {
    Instant before = days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
    return before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before;
  }
}
