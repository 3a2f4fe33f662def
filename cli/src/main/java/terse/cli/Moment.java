package terse.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Points in time as people type them. */
final class Moment {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhdw])");

  private Moment() {}

  /** The instant a span such as {@code 7d} after now, or the instant that is written out. */
  static Instant after(String text, Instant now) {
    return SPAN.matcher(text).matches() ? now.plus(span(text)) : exact(text, ZoneId.of("UTC"));
  }

  /** The instant a span such as {@code 7d} before now, or the instant that is written out. */
  static Instant before(String text, Instant now, ZoneId zone) {
    return SPAN.matcher(text).matches() ? now.minus(span(text)) : exact(text, zone);
  }

  private static Duration span(String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    var count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  private static Instant exact(String text, ZoneId zone) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new Failure(
          Exit.USAGE,
          "“"
              + text
              + "” is no time: give a span (30m, 12h, 7d, 2w), a day (2030-12-31) or an"
              + " instant (2030-12-31T23:00:00Z).");
    }
  }
}
