package terse.server.journal;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Header text on its way through the journal: bytes as they came, as Netty hands them out, one
 * character a byte. Whatever is in them (CR, LF, NUL) is harmless, since lengths frame them.
 */
final class ClickText {
  /** The most bytes kept of a text. */
  static final int MAX = 512;

  /** The length that stands for no text. */
  static final int ABSENT = -1;

  private ClickText() {}

  /** Copies the text without allocating; returns how many bytes it took, or {@link #ABSENT}. */
  static int copy(@Nullable CharSequence text, byte[] into, int at) {
    if (text == null) {
      return ABSENT;
    }
    int length = Math.min(text.length(), MAX);
    if (text instanceof AsciiString ascii) {
      System.arraycopy(ascii.array(), ascii.arrayOffset(), into, at, length);
    } else if (text instanceof String string) {
      copyString(string, length, into, at);
    } else {
      copyChars(text, length, into, at);
    }
    return length;
  }

  /** The text of these bytes. */
  static @Nullable String text(byte[] from, int at, int length) {
    return length < 0 ? null : new String(from, at, length, StandardCharsets.ISO_8859_1);
  }

  /** Keeps the low byte of each character: all there is in a header. */
  @SuppressWarnings("deprecation")
  private static void copyString(String text, int length, byte[] into, int at) {
    text.getBytes(0, length, into, at);
  }

  private static void copyChars(CharSequence text, int length, byte[] into, int at) {
    for (int i = 0; i < length; i++) {
      into[at + i] = (byte) text.charAt(i);
    }
  }
}
