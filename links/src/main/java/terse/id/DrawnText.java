package terse.id;

import terse.code.Alphabet;

/**
 * Writes random bits as symbols, each as likely as any other: a number of the fewest bits that
 * reach the alphabet's size is drawn again whenever it is beyond its end, since a remainder would
 * favour the first symbols. Immutable.
 */
final class DrawnText {
  private final Alphabet alphabet;
  private final int bits;

  DrawnText(Alphabet alphabet) {
    this.alphabet = alphabet;
    this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(alphabet.radix() - 1);
  }

  /** A text of exactly so many symbols, 1 or more. */
  String of(int length, Bits source) {
    char[] text = new char[length];
    for (int at = 0; at < length; ) {
      int digit = source.next(bits);
      if (digit < alphabet.radix()) {
        text[at++] = alphabet.symbol(digit);
      }
    }
    return new String(text);
  }

  /** A stream of bits that does not end. */
  @FunctionalInterface
  interface Bits {
    /** The next so many bits, 1 to 6, as a number. */
    int next(int count);
  }
}
