package terse.plan;

import java.math.BigInteger;

/**
 * All codes of one length over one alphabet. A year has 365 days here.
 *
 * @param symbols how many different symbols there are, 2 or more
 * @param length symbols in a code, 1 to 1,000
 */
public record CodeSpace(int symbols, int length) {
  /** Seconds in a year of 365 days. */
  public static final double SECONDS_A_YEAR = 365 * 86_400.0;

  public CodeSpace {
    if (symbols < 2 || length < 1 || length > 1000) {
      throw new IllegalArgumentException(length + " of " + symbols + " symbols make no codes");
    }
  }

  /** The shortest codes that there are at least so many of. */
  public static CodeSpace holding(BigInteger links, int symbols) {
    var space = new CodeSpace(symbols, 1);
    while (space.size().compareTo(links) < 0) {
      space = new CodeSpace(symbols, space.length + 1);
    }
    return space;
  }

  /** How many codes there are, exactly. */
  public BigInteger size() {
    return BigInteger.valueOf(symbols).pow(length);
  }

  /** The smallest number that takes this many digits when it is written without leading zeros. */
  public BigInteger firstNumber() {
    return length == 1 ? BigInteger.ZERO : BigInteger.valueOf(symbols).pow(length - 1);
  }

  /** How long the codes last when so many are used each second, none twice. */
  public double yearsAt(double perSecond) {
    return size().doubleValue() / perSecond / SECONDS_A_YEAR;
  }

  /** How many codes may be used each second for the codes to last so long. */
  public double perSecondFor(double years) {
    return size().doubleValue() / years / SECONDS_A_YEAR;
  }

  /** Bytes that links take once every code is used. */
  public double bytesWhenFull(double bytesPerLink) {
    return size().doubleValue() * bytesPerLink;
  }

  /** How many times more codes there are here than in another space. */
  public double timesLargerThan(CodeSpace other) {
    return Math.exp(logSize() - other.logSize());
  }

  /** The chances of codes drawn from here at random. */
  public Birthday birthday() {
    return new Birthday(size().doubleValue());
  }

  private double logSize() {
    return length * Math.log(symbols);
  }
}
