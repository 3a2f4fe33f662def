package terse.server.redirect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * The head of a redirect around its target.
 *
 * <p>{@code strict-origin-when-cross-origin} is what browsers do by default; sent, it also binds
 * pages with a looser policy: the target learns which site led there, never which page of it. A
 * temporary redirect is not stored, so that every visit is counted and an edit holds at once; a
 * permanent one is kept for at most 90 s, and never beyond the link's expiry; that of a limited
 * link is not stored either.
 */
@SuppressWarnings("ImmutableEnumChecker") // its bytes are never changed
enum RedirectBytes {
  MOVED_PERMANENTLY(301),
  FOUND(302),
  TEMPORARY_REDIRECT(307),
  PERMANENT_REDIRECT(308);

  private static final int LONGEST_MAX_AGE = 90;
  private static final String REST =
      "\r\nReferrer-Policy: strict-origin-when-cross-origin\r\nContent-Length: 0\r\n";
  private static final byte[] NO_STORE =
      ("\r\nCache-Control: private, no-store" + REST).getBytes(US_ASCII);
  private static final byte[][] MAX_AGE = maxAges();

  private final byte[] start;
  private final boolean permanent;

  RedirectBytes(int status) {
    this.start = (Answer.statusLine(status) + "Location: ").getBytes(US_ASCII);
    this.permanent = status == 301 || status == 308;
  }

  private static byte[][] maxAges() {
    byte[][] lines = new byte[LONGEST_MAX_AGE + 1][];
    for (int seconds = 0; seconds <= LONGEST_MAX_AGE; seconds++) {
      lines[seconds] = ("\r\nCache-Control: private, max-age=" + seconds + REST).getBytes(US_ASCII);
    }
    return lines;
  }

  /** The head for a status: 301, 302, 307 or 308. */
  static RedirectBytes of(int status) {
    return switch (status) {
      case 301 -> MOVED_PERMANENTLY;
      case 307 -> TEMPORARY_REDIRECT;
      case 308 -> PERMANENT_REDIRECT;
      default -> FOUND;
    };
  }

  /** How many bytes {@link #write} writes at most for a target of this many bytes. */
  int length(int target) {
    return start.length + target + MAX_AGE[LONGEST_MAX_AGE].length;
  }

  /** Writes the head up to the connection and date lines, which are still to come. */
  void write(ByteBuf out, Decision decision, long nowMillis) {
    out.writeBytes(start).writeBytes(decision.target);
    out.writeBytes(
        permanent && !decision.limited
            ? MAX_AGE[maxAge(decision.millisLeft(nowMillis))]
            : NO_STORE);
  }

  private static int maxAge(long millisLeft) {
    return (int) Math.min(LONGEST_MAX_AGE, millisLeft / 1000);
  }
}
