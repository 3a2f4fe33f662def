package terse.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as pages show it, in UTC. */
record Moment(Instant instant) {
  private static final DateTimeFormatter DATE = format("d MMM uuuu");
  private static final DateTimeFormatter EXACT = format("d MMM uuuu, HH:mm 'UTC'");
  private static final DateTimeFormatter INPUT = format("uuuu-MM-dd'T'HH:mm");

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  String date() {
    return DATE.format(instant);
  }

  String exact() {
    return EXACT.format(instant);
  }

  /** As a {@code datetime-local} field holds it, to the minute. */
  String input() {
    return INPUT.format(instant);
  }

  /** As machines read it. */
  String iso() {
    return instant.toString();
  }
}
