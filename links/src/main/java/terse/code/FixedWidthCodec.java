package terse.code;

/**
 * Writes numbers as texts of exactly so many symbols, filled with zeros at the front, and reads
 * them back. Every number has one text and every text one number. Immutable and thread-safe.
 */
public final class FixedWidthCodec {
  /** What {@link #decode} answers for a text that is no code. */
  public static final long NOT_A_CODE = -1;

  private final Alphabet alphabet;
  private final int length;
  private final long size;

  /**
   * @param length how many symbols, 1 or more
   * @throws IllegalArgumentException if radix^length does not fit into 63 bits
   */
  public FixedWidthCodec(Alphabet alphabet, int length) {
    this.alphabet = alphabet;
    this.length = length;
    this.size = power(alphabet.radix(), length);
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
    if (number < 0 || number >= size) {
      throw new IllegalArgumentException(number + " does not fit into " + length + " symbols");
    }
    char[] text = new char[length];
    long rest = number;
    for (int i = length - 1; i >= 0; i--) {
      text[i] = alphabet.symbol((int) (rest % alphabet.radix()));
      rest /= alphabet.radix();
    }
    return new String(text);
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
      number = number * alphabet.radix() + digit;
    }
    return number;
  }

  /** Whether a text could be a code: right length, own symbols. */
  public boolean hasShape(CharSequence text) {
    return decode(text) != NOT_A_CODE;
  }
}
