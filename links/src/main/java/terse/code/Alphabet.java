package terse.code;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that codes are written in, in the order of their digit values. Decoding is one
 * look-up in a table of 128 bytes. Immutable and thread-safe; all alphabets with the same symbols
 * are one object.
 *
 * <p>Where it cannot be mistaken, what people type instead of a symbol is read as the symbol: a
 * letter in the other case if the alphabet has it in one case only, and {@code 0} for {@code O} and
 * {@code 1} for {@code I} and {@code l}, in either direction, if the alphabet has just one of those
 * that look alike.
 */
public final class Alphabet {
  /** How many symbols an alphabet has at most. */
  public static final int MOST_SYMBOLS = 64;

  private static final SharedAlphabets SHARED = new SharedAlphabets();
  private static final List<String> LOOK_ALIKES = List.of("0Oo", "1Il", "1IlLi");

  /** Digits, capitals, small letters: the alphabet codes have unless configured otherwise. */
  public static final Alphabet BASE62 =
      of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  /** {@link #BASE62} without {@code 0}, {@code O}, {@code I} and {@code l}, which look alike. */
  public static final Alphabet BASE58 =
      of("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

  /** Digits and small letters, read in either case. */
  public static final Alphabet BASE36 = of("0123456789abcdefghijklmnopqrstuvwxyz");

  /**
   * Douglas Crockford's base 32: written in capitals without {@code I}, {@code L}, {@code O} and
   * {@code U}; read in either case, with {@code O} as 0 and {@code I} and {@code L} as 1.
   */
  public static final Alphabet CROCKFORD32 = of("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

  private static final Map<String, Alphabet> NAMED =
      Map.of("base62", BASE62, "base58", BASE58, "base36", BASE36, "crockford32", CROCKFORD32);
  private static final int ASCII = 128;
  private static final int NONE = -1;

  private final String symbols;
  private final byte[] digits;

  Alphabet(String symbols, byte[] digits) {
    this.symbols = symbols;
    this.digits = digits;
  }

  /**
   * An alphabet of one's own.
   *
   * @param symbols 2 to 64 distinct characters that need no escaping in a URL's path: ASCII letters
   *     and digits, {@code -} and {@code _}
   * @throws IllegalArgumentException if the symbols are anything else, with what is wrong
   */
  public static Alphabet of(String symbols) {
    if (symbols.length() < 2 || symbols.length() > MOST_SYMBOLS) {
      throw new IllegalArgumentException(
          "an alphabet has 2 to 64 symbols, not " + symbols.length());
    }
    byte[] digits = new byte[ASCII];
    Arrays.fill(digits, (byte) NONE);
    for (int digit = 0; digit < symbols.length(); digit++) {
      claim(digits, symbols.charAt(digit), digit);
    }
    return SHARED.of(symbols, readingMore(symbols, digits));
  }

  /**
   * The alphabet called {@code base62}, {@code base58}, {@code base36} or {@code crockford32}, or
   * one of these symbols.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static Alphabet named(String nameOrSymbols) {
    Alphabet known = NAMED.get(nameOrSymbols);
    return known == null ? of(nameOrSymbols) : known;
  }

  private static void claim(byte[] digits, char symbol, int digit) {
    if (!isPlain(symbol)) {
      throw new IllegalArgumentException(
          "an alphabet has letters A to Z and a to z, digits, - and _ only, not '" + symbol + "'");
    }
    if (digits[symbol] != NONE) {
      throw new IllegalArgumentException("'" + symbol + "' stands twice in the alphabet");
    }
    digits[symbol] = (byte) digit;
  }

  private static boolean isPlain(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /**
   * The table of digits with what may be read as a symbol without being one. Where case matters
   * otherwise, what a character looks like comes before the letter that it is.
   */
  private static byte[] readingMore(String symbols, byte[] strict) {
    byte[] lenient = strict.clone();
    if (hasBothCases(symbols)) {
      LOOK_ALIKES.forEach(alike -> readAlike(strict, lenient, alike));
    }
    for (int digit = 0; digit < symbols.length(); digit++) {
      char symbol = symbols.charAt(digit);
      if (isLetter(symbol)) {
        readAs(lenient, inOtherCase(symbol), digit);
      }
    }
    LOOK_ALIKES.forEach(alike -> readAlike(strict, lenient, alike));
    return lenient;
  }

  private static boolean hasBothCases(String symbols) {
    return symbols
        .chars()
        .anyMatch(c -> isLetter((char) c) && symbols.indexOf(inOtherCase((char) c)) >= 0);
  }

  private static void readAlike(byte[] strict, byte[] lenient, String alike) {
    int[] members = alike.chars().filter(c -> strict[c] != NONE).toArray();
    if (members.length == 1) {
      alike.chars().forEach(c -> readAs(lenient, (char) c, strict[members[0]]));
    }
  }

  private static void readAs(byte[] digits, char c, int digit) {
    if (digits[c] == NONE) {
      digits[c] = (byte) digit;
    }
  }

  static char inOtherCase(char letter) {
    return (char) (letter ^ 0x20);
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

  /** Whether every character of a text is read as a symbol. */
  public boolean reads(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (digit(text.charAt(i)) == NONE) {
        return false;
      }
    }
    return true;
  }

  /** A text of characters that are read as symbols, written in these symbols. */
  public String canonical(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (symbol(digit(text.charAt(i))) != text.charAt(i)) {
        return rewritten(text);
      }
    }
    return text;
  }

  private String rewritten(String text) {
    char[] written = new char[text.length()];
    for (int i = 0; i < written.length; i++) {
      written[i] = symbol(digit(text.charAt(i)));
    }
    return new String(written);
  }

  /** Whether a character is a letter that stands for another digit in its other case. */
  boolean tellsCaseOf(char c) {
    return isLetter(c) && digit(c) != digit(inOtherCase(c));
  }

  /** The name {@link #named} knows it by, else its symbols. */
  public String name() {
    return NAMED.entrySet().stream()
        .filter(entry -> entry.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(symbols);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Alphabet alphabet && symbols.equals(alphabet.symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  /** The symbols. */
  @Override
  public String toString() {
    return symbols;
  }
}
