package terse.code;

import java.math.BigInteger;

/**
 * Divides by a number known beforehand with a multiplication in place of a division (Granlund and
 * Montgomery, "Division by invariant integers using multiplication", 1994).
 */
final class Divisor {
  private final long magic;
  private final int shift;

  /**
   * @param divisor 2 or more
   */
  Divisor(long divisor) {
    int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(divisor);
    boolean isPower = Long.bitCount(divisor) == 1;
    this.shift = isPower ? log - 1 : log;
    this.magic =
        isPower
            ? Long.MIN_VALUE
            : BigInteger.ONE
                .shiftLeft(Long.SIZE + log)
                .divide(BigInteger.valueOf(divisor))
                .add(BigInteger.ONE)
                .longValue();
  }

  /** How often the divisor goes into a number, 0 to 2^63 - 1. */
  long quotient(long number) {
    return Math.unsignedMultiplyHigh(number, magic) >>> shift;
  }
}
