package terse.code;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The check symbol of codes: the weighted sum of all symbols, itself included, is zero in a finite
 * field. The weights are all different and none is zero, so that any one wrong symbol, and any two
 * that have changed places, however far apart, leave a sum that is not zero.
 *
 * <p>The field is the smallest that has an element for each symbol and a weight for each place,
 * among those with a prime and those with a power of two of elements: no sum modulo 62 would do,
 * since 62 is no prime. Where the field is larger than the alphabet, some numbers have no check
 * symbol, and are not given out. Immutable, thread-safe and shared.
 */
public final class CheckSymbol {
  private static final ConcurrentMap<Integer, CheckSymbol> SHARED = new ConcurrentHashMap<>();
  private static final int DIGIT_BITS = 6;

  private final int length;
  private final Field field;
  private final byte[] terms;

  private CheckSymbol(int radix, int length) {
    this.length = length;
    this.field = Field.atLeast(Math.max(radix, length + 2));
    this.terms = new byte[length << DIGIT_BITS];
    for (int place = 0; place < length; place++) {
      for (int digit = 0; digit < radix; digit++) {
        terms[place << DIGIT_BITS | digit] = (byte) field.product(place + 2, digit);
      }
    }
  }

  /**
   * The check symbol of codes with so many symbols before it.
   *
   * @param radix symbols of the alphabet, 2 to 64
   * @param length symbols of a code, the check symbol aside, 1 to 64
   */
  public static CheckSymbol of(int radix, int length) {
    return SHARED.computeIfAbsent(radix << 8 | length, _ -> new CheckSymbol(radix, length));
  }

  /** How many elements the field has. */
  public int fieldSize() {
    return field.size();
  }

  /** What a digit at a place adds to the sum, to be added up with {@link #plus}. */
  int term(int place, int digit) {
    return terms[place << DIGIT_BITS | digit];
  }

  /** The sum of a sum so far and a term. */
  int plus(int sum, int term) {
    return field.plus(sum, term);
  }

  /** The check digit for the sum of all terms; one of the alphabet only if below its radix. */
  int checkDigit(int sum) {
    return field.negative(sum);
  }

  /** How many symbols come before the check symbol. */
  int length() {
    return length;
  }
}
