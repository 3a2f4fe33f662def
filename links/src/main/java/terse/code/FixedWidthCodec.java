package terse.code;

import org.jspecify.annotations.Nullable;

/**
 * Writes numbers as texts of exactly so many symbols, filled with zeros at the front, and reads
 * them back. Every number has one text; characters that the alphabet reads as one of its symbols
 * are read so. Immutable and thread-safe.
 */
public final class FixedWidthCodec {
  /** What {@link #decode} answers for a text that is no code. */
  public static final long NOT_A_CODE = -1;

  private final Alphabet alphabet;
  private final int length;
  private final long size;
  private final int radix;
  private final Divisor[] above;

  /**
   * @param length how many symbols, 1 or more
   * @throws IllegalArgumentException if radix^length does not fit into 63 bits
   */
  public FixedWidthCodec(Alphabet alphabet, int length) {
    this.alphabet = alphabet;
    this.length = length;
    this.size = power(alphabet.radix(), length);
    this.radix = alphabet.radix();
    this.above = new Divisor[length - 1];
    for (int i = 0; i < length - 1; i++) {
      above[i] = new Divisor(power(radix, length - 1 - i));
    }
  }

  static long power(int radix, int exponent) {
    if (exponent < 1) {
      throw new IllegalArgumentException("no length: " + exponent);
    }
    try {
      return Math.powExact((long) radix, exponent);
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException(radix + "^" + exponent + " is above 2^63", tooLarge);
    }
  }

  /** How many numbers there are: radix^length. */
  public long size() {
    return size;
  }

  /** How many symbols every text has. */
  public int length() {
    return length;
  }

  /** The alphabet the texts are written in. */
  public Alphabet alphabet() {
    return alphabet;
  }

  /**
   * The text of a number.
   *
   * @throws IllegalArgumentException if the number is negative or not below {@link #size}
   */
  public String encode(long number) {
    checkFits(number);
    return length <= Packed.MOST ? Packed.text(packed(number), length) : written(number);
  }

  /** The same with a check symbol behind it; null if that is none of the alphabet's. */
  @Nullable String encode(long number, CheckSymbol check) {
    checkFits(number);
    int last = check.checkDigit(sum(number, check));
    if (last >= alphabet.radix()) {
      return null;
    }
    char symbol = alphabet.symbol(last);
    return length < Packed.MOST
        ? Packed.text(packed(number) | ((long) symbol << (length * Byte.SIZE)), length + 1)
        : written(number) + symbol;
  }

  /** Each quotient is of the number itself, so that none waits for the one before. */
  private long packed(long number) {
    long before = 0;
    long packed = 0;
    for (int i = 0; i < above.length; i++) {
      long quotient = above[i].quotient(number);
      packed |= symbol(quotient - before * radix) << (i * Byte.SIZE);
      before = quotient;
    }
    return packed | symbol(number - before * radix) << (above.length * Byte.SIZE);
  }

  private long symbol(long digit) {
    return alphabet.symbol((int) digit);
  }

  private int sum(long number, CheckSymbol check) {
    long before = 0;
    int sum = 0;
    for (int i = 0; i < above.length; i++) {
      long quotient = above[i].quotient(number);
      sum = check.plus(sum, check.term(i, (int) (quotient - before * radix)));
      before = quotient;
    }
    return check.plus(sum, check.term(above.length, (int) (number - before * radix)));
  }

  private String written(long number) {
    char[] text = new char[length];
    long before = 0;
    for (int i = 0; i < above.length; i++) {
      long quotient = above[i].quotient(number);
      text[i] = (char) symbol(quotient - before * radix);
      before = quotient;
    }
    text[above.length] = (char) symbol(number - before * radix);
    return new String(text);
  }

  private void checkFits(long number) {
    if (number < 0 || number >= size) {
      throw new IllegalArgumentException(number + " does not fit into " + length + " symbols");
    }
  }

  /** The number of a text; {@link #NOT_A_CODE} if its length or one of its symbols is foreign. */
  public long decode(CharSequence text) {
    if (text.length() != length) {
      return NOT_A_CODE;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = alphabet.digit(text.charAt(i));
      if (digit < 0) {
        return NOT_A_CODE;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** The number of a text with a check symbol; {@link #NOT_A_CODE} also if that is wrong. */
  long decode(CharSequence text, CheckSymbol check) {
    if (text.length() != length + 1) {
      return NOT_A_CODE;
    }
    long number = 0;
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = alphabet.digit(text.charAt(i));
      if (digit < 0) {
        return NOT_A_CODE;
      }
      sum = check.plus(sum, check.term(i, digit));
      number = number * radix + digit;
    }
    return alphabet.digit(text.charAt(length)) == check.checkDigit(sum) ? number : NOT_A_CODE;
  }

  /** Whether a text could be a code: right length, own symbols. */
  public boolean hasShape(CharSequence text) {
    return decode(text) != NOT_A_CODE;
  }
}
