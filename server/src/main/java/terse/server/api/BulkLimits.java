package terse.server.api;

import java.time.Duration;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * What a bulk request may take.
 *
 * @param bytes of its body
 * @param lines of it
 * @param buffer bytes of answers that wait in memory for a client that does not read
 * @param patience how long such a client is waited for
 */
public record BulkLimits(long bytes, long lines, long buffer, Duration patience) {
  TerseException exceeded() {
    return new TerseException(
        Fault.TOO_LARGE,
        "A bulk request may have %d lines and %d bytes; this line and all after it were not read."
            .formatted(lines, bytes));
  }

  TerseException unread() {
    return new TerseException(
        Fault.TOO_LARGE,
        "More than %d bytes of answers wait to be read; read them while sending. No line after this one was read."
            .formatted(buffer));
  }
}
