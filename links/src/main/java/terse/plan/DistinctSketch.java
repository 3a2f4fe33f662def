package terse.plan;

/**
 * A HyperLogLog sketch, which counts distinct visitors in a fixed space (Flajolet et al., 2007).
 *
 * @param precision the logarithm of its number of registers, 4 to 18
 */
public record DistinctSketch(int precision) {
  private static final int BITS_A_REGISTER = 6;

  public DistinctSketch {
    if (precision < 4 || precision > 18) {
      throw new IllegalArgumentException("a precision is 4 to 18, not " + precision);
    }
  }

  /** One standard error of its estimate, as a share of the true number. */
  public double standardError() {
    return 1.04 / Math.sqrt(1 << precision);
  }

  /** The error that 95 in 100 estimates stay within, as a share of the true number. */
  public double errorOf95Percent() {
    return 1.96 * standardError();
  }

  /** Bytes of one sketch in its dense form. */
  public double bytes() {
    return (1 << precision) * BITS_A_REGISTER / 8.0;
  }
}
