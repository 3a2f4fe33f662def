package terse.report;

import java.time.LocalDate;
import java.time.temporal.ChronoField;

/**
 * The periods that clicks are folded into, in UTC: each made of whole ones of the level before.
 * Periods are counted since 1970.
 */
public enum Level {
  HOUR,
  DAY,
  MONTH;

  private static final int DAY_HOURS = 24;
  private static final int MONTHS = 12;

  /** The months before 1970. */
  private static final int MONTHS_BEFORE = 1970 * MONTHS;

  /** The period that an hour since 1970 lies in. */
  public long of(long hour) {
    return switch (this) {
      case HOUR -> hour;
      case DAY -> Math.floorDiv(hour, DAY_HOURS);
      case MONTH ->
          LocalDate.ofEpochDay(Math.floorDiv(hour, DAY_HOURS)).getLong(ChronoField.PROLEPTIC_MONTH)
              - MONTHS_BEFORE;
    };
  }

  /** The first hour of a period, since 1970. */
  public long start(long period) {
    return switch (this) {
      case HOUR -> period;
      case DAY -> period * DAY_HOURS;
      case MONTH -> {
        long month = period + MONTHS_BEFORE;
        int year = (int) Math.floorDiv(month, MONTHS);
        yield DAY_HOURS * LocalDate.of(year, Math.floorMod(month, MONTHS) + 1, 1).toEpochDay();
      }
    };
  }

  /** The first instant of a period, in milliseconds since 1970. */
  public long startMillis(long period) {
    return start(period) * Cover.HOUR;
  }

  /** The first period that begins at an instant in milliseconds since 1970 or after it. */
  public long ceil(long millis) {
    long period = of(Math.floorDiv(millis, Cover.HOUR));
    return startMillis(period) == millis ? period : period + 1;
  }

  /** The level that this one is folded from; of hours, hours. */
  public Level finer() {
    return this == MONTH ? DAY : HOUR;
  }
}
