package terse.server.redirect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header line and the end of a head, made anew once a second. Not thread-safe. */
final class DateLine {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private long second = Long.MIN_VALUE;
  private byte[] line = new byte[0];

  /** {@code Date: …}, and the empty line that ends the head, at milliseconds since 1970 UTC. */
  byte[] at(long millis) {
    long now = Math.floorDiv(millis, 1000L);
    if (now != second) {
      second = now;
      String date = IMF_FIXDATE.format(Instant.ofEpochSecond(now));
      line = ("Date: " + date + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
    return line;
  }
}
