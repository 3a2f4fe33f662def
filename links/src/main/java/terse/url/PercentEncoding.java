package terse.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * A set of characters that are percent-encoded in one part of a URL (URL Standard, section 1.3).
 * All sets hold the controls and everything beyond ASCII.
 */
enum PercentEncoding {
  FRAGMENT(" \"<>`"),
  QUERY(" \"#<>'"),
  PATH(" \"#<>?^`{}"),
  USERINFO(" \"#<>?^`{}/:;=@[\\]|");

  private static final char REPLACEMENT = '\uFFFD';
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** One bit for each ASCII character that stays as it is. */
  private final long plainBelow64;

  private final long plainFrom64;

  PercentEncoding(String encoded) {
    plainBelow64 = plain(' ', '?', encoded);
    plainFrom64 = plain('@', '~', encoded);
  }

  private static long plain(char first, char last, String encoded) {
    return IntStream.rangeClosed(first, last)
        .filter(c -> encoded.indexOf(c) < 0)
        .mapToLong(c -> 1L << c)
        .reduce(0, (one, other) -> one | other);
  }

  private boolean isPlain(char c) {
    return c < 128 && ((c < 64 ? plainBelow64 : plainFrom64) & (1L << c)) != 0;
  }

  /** Appends a part of the input, encoded where it has to be; escapes it already has stay. */
  void append(StringBuilder out, String input, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = input.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else if (c < 128) {
        escape(out, c);
      } else {
        int codePoint = scalarAt(input, i, to);
        i += Character.charCount(codePoint) - 1;
        escapeUtf8(out, codePoint);
      }
    }
  }

  /** The code point at an index, or U+FFFD in place of half a surrogate pair. */
  private static int scalarAt(String input, int index, int to) {
    char c = input.charAt(index);
    if (!Character.isSurrogate(c)) {
      return c;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            && index + 1 < to
            && Character.isLowSurrogate(input.charAt(index + 1));
    return paired ? input.codePointAt(index) : REPLACEMENT;
  }

  private static void escapeUtf8(StringBuilder out, int c) {
    if (c < 0x800) {
      escape(out, 0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        escape(out, 0xE0 | (c >> 12));
      } else {
        escape(out, 0xF0 | (c >> 18));
        escape(out, 0x80 | ((c >> 12) & 0x3F));
      }
      escape(out, 0x80 | ((c >> 6) & 0x3F));
    }
    escape(out, 0x80 | (c & 0x3F));
  }

  private static void escape(StringBuilder out, int octet) {
    out.append('%').append(HEX.toHighHexDigit(octet)).append(HEX.toLowHexDigit(octet));
  }

  /** The text that a percent-encoded one stands for, read as UTF-8; malformed parts as U+FFFD. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && isHex(in, i + 1) && isHex(in, i + 2)) {
        out.write((HexFormat.fromHexDigit(in[++i]) << 4) | HexFormat.fromHexDigit(in[++i]));
      } else {
        out.write(in[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte[] bytes, int index) {
    return index < bytes.length && HexFormat.isHexDigit(bytes[index]);
  }
}
