package terse.report;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What there is of the clicks: how far they are folded, and from when on raw clicks and hours are
 * still kept. What is kept only by the hour, or only by the day, counts as if everything in it had
 * happened when it began.
 *
 * @param hours the hours folded
 * @param days the days folded
 * @param months the months folded
 * @param rawFrom the first day since 1970 UTC whose raw clicks are kept; every hour before it is
 *     folded and none is open
 * @param hoursFrom the first day whose hours are kept, at most {@code rawFrom}; every day before it
 *     is folded and none is open
 */
public record Kept(Mark hours, Mark days, Mark months, long rawFrom, long hoursFrom) {
  /** Milliseconds in a day of UTC. */
  public static final long DAY = 24 * Cover.HOUR;

  /**
   * How far a level is folded.
   *
   * @param until the first period never folded
   * @param open periods before it whose fold does not hold any more
   */
  public record Mark(long until, NavigableSet<Long> open) {
    /** Nothing folded. */
    public static final Mark NONE = new Mark(0, new TreeSet<>());
  }

  /** Every raw click, and nothing folded. */
  public static final Kept RAW = new Kept(Mark.NONE, Mark.NONE, Mark.NONE, 0, 0);

  /** Why a report that filters clicks before {@link #rawFrom} cannot be answered. */
  public ReportException refusal() {
    return new ReportException(
        ReportException.Reason.NOT_KEPT,
        "Filters need single clicks, which are kept since "
            + Instant.ofEpochMilli(rawFromMillis())
            + ": begin the range there.");
  }

  /** How far a level is folded. */
  public Mark mark(Level level) {
    return switch (level) {
      case HOUR -> hours;
      case DAY -> days;
      case MONTH -> months;
    };
  }

  /** The first instant whose raw clicks are kept, in milliseconds since 1970. */
  public long rawFromMillis() {
    return rawFrom * DAY;
  }

  /** The first instant whose hours are kept, in milliseconds since 1970. */
  public long hoursFromMillis() {
    return hoursFrom * DAY;
  }

  /** The first instant, from one on, that what is kept can tell from the one before it. */
  long told(long millis) {
    if (millis < hoursFromMillis()) {
      return Level.DAY.startMillis(Level.DAY.ceil(millis));
    }
    return millis < rawFromMillis() ? Level.HOUR.startMillis(Level.HOUR.ceil(millis)) : millis;
  }
}
