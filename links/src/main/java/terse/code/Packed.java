package terse.code;

/**
 * Up to eight ASCII characters in a long, the first one lowest, and the string they make. Strings
 * of the usual lengths are put together at once: filling an array first would take twice the
 * memory.
 */
final class Packed {
  /** How many characters there can be. */
  static final int MOST = 8;

  private Packed() {}

  static String text(long packed, int length) {
    return switch (length) {
      case 6 ->
          ""
              + at(packed, 0)
              + at(packed, 1)
              + at(packed, 2)
              + at(packed, 3)
              + at(packed, 4)
              + at(packed, 5);
      case 7 ->
          ""
              + at(packed, 0)
              + at(packed, 1)
              + at(packed, 2)
              + at(packed, 3)
              + at(packed, 4)
              + at(packed, 5)
              + at(packed, 6);
      case 8 ->
          ""
              + at(packed, 0)
              + at(packed, 1)
              + at(packed, 2)
              + at(packed, 3)
              + at(packed, 4)
              + at(packed, 5)
              + at(packed, 6)
              + at(packed, 7);
      default -> copied(packed, length);
    };
  }

  private static String copied(long packed, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = at(packed, i);
    }
    return new String(text);
  }

  private static char at(long packed, int index) {
    return (char) ((packed >>> (index * Byte.SIZE)) & 0xff);
  }
}
