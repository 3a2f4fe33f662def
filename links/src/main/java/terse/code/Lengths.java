package terse.code;

/**
 * How long the codes of a scheme are: codes of the first length are given out until so much of them
 * is used up, then codes one symbol longer, up to the longest, of which all are given out. A check
 * symbol comes on top.
 *
 * @param first symbols of the first codes, 2 or more
 * @param longest symbols of the last codes, {@code first} or more
 * @param fill the share of a length that is given out before the next one begins, 1 to 100 percent
 */
public record Lengths(int first, int longest, int fill) {
  public Lengths {
    if (first < 2 || longest < first) {
      throw new IllegalArgumentException("no lengths: " + first + " to " + longest);
    }
    if (fill < 1 || fill > 100) {
      throw new IllegalArgumentException("a share is 1 to 100 percent, not " + fill);
    }
  }

  /** One length for all codes. */
  public static Lengths of(int length) {
    return new Lengths(length, length, 100);
  }

  /**
   * The length of the code that is drawn when so many have been: the shortest that is not filled
   * yet, as far as {@code fill} says.
   *
   * @param radix how many symbols there are to draw from
   */
  public int ofDrawn(long number, int radix) {
    double room = 0;
    for (int length = first; length < longest; length++) {
      room += Math.pow(radix, length) / 100 * fill;
      if (number < room) {
        return length;
      }
    }
    return longest;
  }

  /** How many of the {@code size} codes of a length are given out, a million or more of them. */
  public long given(int length, long size) {
    return length == longest ? size : size / 100 * fill;
  }
}
