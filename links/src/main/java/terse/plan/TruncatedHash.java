package terse.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Codes made by writing a hash of some bits as a number and keeping the first digits: what many
 * shorteners do, and why it is a mistake. Numbers of different lengths are cut at different places,
 * so that some codes are far likelier than others.
 *
 * @param bits bits of the hash, 1 to 512
 * @param symbols symbols of the alphabet, 2 or more
 * @param length digits that are kept
 */
public record TruncatedHash(int bits, int symbols, int length) {
  /** The share of hashes that are as long as the longest, 0 to 1. */
  public double longestShare() {
    BigInteger shorter = BigInteger.valueOf(symbols).pow(longest() - 1);
    return share(hashes().subtract(shorter));
  }

  /** The value of the greatest first digit among the longest hashes; they all have it or less. */
  public int greatestFirstDigitOfLongest() {
    return hashes()
        .subtract(BigInteger.ONE)
        .divide(BigInteger.valueOf(symbols).pow(longest() - 1))
        .intValueExact();
  }

  /**
   * How many equally likely codes would collide as often: one over the sum of the squared
   * probabilities of each code.
   */
  public double effectiveCodes() {
    double sumOfSquares = 0;
    for (int digits = 1; digits <= longest(); digits++) {
      BigInteger alike = BigInteger.valueOf(symbols).pow(Math.max(0, digits - length));
      double probability = share(alike);
      double hashesOfThatLength = numbersOf(digits).doubleValue();
      sumOfSquares += hashesOfThatLength / alike.doubleValue() * probability * probability;
    }
    return 1 / sumOfSquares;
  }

  private int longest() {
    int digits = 1;
    while (BigInteger.valueOf(symbols).pow(digits).compareTo(hashes()) < 0) {
      digits++;
    }
    return digits;
  }

  private BigInteger numbersOf(int digits) {
    BigInteger from = digits == 1 ? BigInteger.ZERO : BigInteger.valueOf(symbols).pow(digits - 1);
    return BigInteger.valueOf(symbols).pow(digits).min(hashes()).subtract(from);
  }

  private BigInteger hashes() {
    return BigInteger.TWO.pow(bits);
  }

  private double share(BigInteger part) {
    return new BigDecimal(part)
        .divide(new BigDecimal(hashes()), MathContext.DECIMAL64)
        .doubleValue();
  }
}
