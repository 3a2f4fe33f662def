package terse.code;

import java.util.Arrays;

/**
 * The symbols that codes are written in, in the order of their digit values. Immutable, thread-safe
 * and shared; decoding is one look-up in a table of 128 bytes.
 */
public final class Alphabet {
  /** Digits, capitals, small letters: the alphabet codes have unless configured otherwise. */
  public static final Alphabet BASE62 =
      of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  /** {@link #BASE62} without {@code 0}, {@code O}, {@code I} and {@code l}, which look alike. */
  public static final Alphabet BASE58 =
      of("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

  /** Digits and small letters. */
  public static final Alphabet BASE36 = of("0123456789abcdefghijklmnopqrstuvwxyz");

  /**
   * Douglas Crockford's base 32: written in capitals without {@code I}, {@code L}, {@code O} and
   * {@code U}; read in either case, with {@code O} as 0 and {@code I} and {@code L} as 1.
   */
  public static final Alphabet CROCKFORD32 =
      of("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
          .readingEitherCase()
          .reading("Oo", 0)
          .reading("IiLl", 1);

  private static final int ASCII = 128;
  private static final int NONE = -1;

  private final String symbols;
  private final byte[] digits;

  private Alphabet(String symbols, byte[] digits) {
    this.symbols = symbols;
    this.digits = digits;
  }

  /**
   * An alphabet of one's own.
   *
   * @param symbols 2 to 64 distinct characters that need no escaping in a URL's path: ASCII letters
   *     and digits, {@code -} and {@code _}
   * @throws IllegalArgumentException if the symbols are anything else
   */
  public static Alphabet of(String symbols) {
    if (symbols.length() < 2 || symbols.length() > 64) {
      throw new IllegalArgumentException("an alphabet has 2 to 64 symbols");
    }
    byte[] digits = new byte[ASCII];
    Arrays.fill(digits, (byte) NONE);
    for (int digit = 0; digit < symbols.length(); digit++) {
      claim(digits, symbols.charAt(digit), digit);
    }
    return new Alphabet(symbols, digits);
  }

  private static void claim(byte[] digits, char symbol, int digit) {
    if (!isPlain(symbol)) {
      throw new IllegalArgumentException("not a symbol for codes: '" + symbol + "'");
    }
    if (digits[symbol] != NONE) {
      throw new IllegalArgumentException("a symbol stands twice: '" + symbol + "'");
    }
    digits[symbol] = (byte) digit;
  }

  private static boolean isPlain(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private Alphabet readingEitherCase() {
    Alphabet folded = this;
    for (int digit = 0; digit < radix(); digit++) {
      String other = String.valueOf(Character.toLowerCase(symbol(digit)));
      folded = folded.digit(other.charAt(0)) == NONE ? folded.reading(other, digit) : folded;
    }
    return folded;
  }

  private Alphabet reading(String more, int digit) {
    byte[] extended = digits.clone();
    for (int i = 0; i < more.length(); i++) {
      claim(extended, more.charAt(i), digit);
    }
    return new Alphabet(symbols, extended);
  }

  /** How many symbols there are, 2 to 64. */
  public int radix() {
    return symbols.length();
  }

  /** The symbol written for a digit from 0 to {@code radix() - 1}. */
  public char symbol(int digit) {
    return symbols.charAt(digit);
  }

  /** The value a character is read as, -1 if it is not of this alphabet. */
  public int digit(char symbol) {
    return symbol < ASCII ? digits[symbol] : NONE;
  }

  @Override
  public String toString() {
    return symbols;
  }
}
