package terse.code;

import java.util.OptionalLong;

/**
 * Writes numbers in an alphabet with as few symbols as they need: 0 as the first symbol, 62 as
 * "10". Only the shortest form is read back. Immutable and thread-safe.
 */
public final class PlainCodec {
  private static final int LONGEST = Long.SIZE;

  private final Alphabet alphabet;

  public PlainCodec(Alphabet alphabet) {
    this.alphabet = alphabet;
  }

  /**
   * The text of a number.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public String encode(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    char[] text = new char[LONGEST];
    int start = LONGEST;
    long rest = number;
    do {
      text[--start] = alphabet.symbol((int) (rest % alphabet.radix()));
      rest /= alphabet.radix();
    } while (rest != 0);
    return new String(text, start, LONGEST - start);
  }

  /**
   * The number of a text; empty if the text is empty, has a foreign symbol or a needless zero at
   * its front, or stands for more than 2^63 - 1.
   */
  public OptionalLong decode(CharSequence text) {
    boolean padded = text.length() > 1 && alphabet.digit(text.charAt(0)) == 0;
    if (text.isEmpty() || text.length() > LONGEST || padded) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = alphabet.digit(text.charAt(i));
      if (digit < 0 || number > (Long.MAX_VALUE - digit) / alphabet.radix()) {
        return OptionalLong.empty();
      }
      number = number * alphabet.radix() + digit;
    }
    return OptionalLong.of(number);
  }
}
