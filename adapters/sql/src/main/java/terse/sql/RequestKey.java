package terse.sql;

/**
 * An idempotency key taken apart: a stem and the number it ends in, so that keys which count up lie
 * side by side. Stem and number make the key again, so no two keys are taken apart alike.
 *
 * @param stem the key up to its number
 * @param number 0 or more, {@link #NONE} if the key ends in none
 */
record RequestKey(String stem, int number) {
  /** How many numbers share a block. */
  static final int BLOCK = 64;

  static final int NONE = -1;

  private static final int MOST_DIGITS = 9;

  static RequestKey of(String key) {
    int start = key.length();
    while (start > 0 && key.length() - start < MOST_DIGITS && isDigit(key.charAt(start - 1))) {
      start--;
    }
    while (start < key.length() - 1 && key.charAt(start) == '0') {
      start++;
    }
    return start == key.length()
        ? new RequestKey(key, NONE)
        : new RequestKey(key.substring(0, start), Integer.parseInt(key, start, key.length(), 10));
  }

  /** Which block of its stem the key lies in; keys without a number have one of their own. */
  int block() {
    return number == NONE ? NONE : number / BLOCK;
  }

  /** The place within the block, 0 to 63. */
  int slot() {
    return number == NONE ? 0 : number % BLOCK;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
