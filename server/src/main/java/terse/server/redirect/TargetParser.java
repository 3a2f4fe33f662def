package terse.server.redirect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads request targets. A code is one path segment: everything with another slash in it, also at
 * the end, is nowhere. So no address of ours ({@code /-/…}, {@code /.well-known/…}) can shadow a
 * code.
 */
final class TargetParser {
  private static final Target LANDING = new Target.Landing();
  private static final Target ROBOTS = new Target.Robots();
  private static final Target FAVICON = new Target.Favicon();
  private static final Target NOWHERE = new Target.Nowhere();
  private static final Target MALFORMED = new Target.Malformed();

  /** Longer texts are no code and no alias. */
  private static final int LONGEST_CODE = 128;

  private TargetParser() {}

  /** What the origin-form target asks for. Total: whatever is sent, something comes out. */
  static Target parse(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      return MALFORMED;
    }
    int mark = target.length();
    int slashes = 0;
    boolean encoded = false;
    for (int i = 1; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        return MALFORMED;
      }
      if (i < mark) {
        if (c == '?') {
          mark = i;
        } else if (c == '/') {
          slashes++;
        } else if (c == '%') {
          encoded = true;
        }
      }
    }
    String path = target.substring(0, mark);
    String query = mark < target.length() ? target.substring(mark + 1) : null;
    return segment(path, query, slashes > 0, encoded);
  }

  private static Target segment(
      String path, @Nullable String query, boolean deeper, boolean encoded) {
    String text = encoded ? decoded(path.substring(1)) : path.substring(1);
    if (text == null) {
      return MALFORMED;
    }
    if (deeper || text.length() > LONGEST_CODE || text.indexOf('/') >= 0) {
      return NOWHERE;
    }
    return switch (text) {
      case "" -> LANDING;
      case "robots.txt" -> ROBOTS;
      case "favicon.ico" -> FAVICON;
      default -> code(text, path, query);
    };
  }

  private static Target code(String text, String path, @Nullable String query) {
    if (!text.endsWith("+")) {
      return new Target.Code(text, path, query, false);
    }
    String plain = path.substring(0, path.length() - (path.endsWith("+") ? 1 : "%2B".length()));
    String code = text.substring(0, text.length() - 1);
    return code.isEmpty() ? NOWHERE : new Target.Code(code, plain, query, true);
  }

  /** Percent-decoded strictly; null for a bad escape, bad UTF-8 or a control character. */
  private static @Nullable String decoded(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = text.charAt(i);
      if (value == '%') {
        if (i + 2 >= text.length()) {
          return null;
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        value = high < 0 || low < 0 ? 0 : high << 4 | low;
        i += 2;
      }
      if (value < ' ' || value == 0x7f) {
        return null;
      }
      bytes[length++] = (byte) value;
    }
    return utf8(ByteBuffer.wrap(bytes, 0, length));
  }

  private static @Nullable String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }
}
