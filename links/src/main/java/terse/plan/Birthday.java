package terse.plan;

/**
 * The birthday problem: how soon codes drawn at random, each as likely as any other, meet.
 *
 * @param codes how many different codes there are, 1 or more
 */
public record Birthday(double codes) {
  /** So few draws a code that a series is exact. */
  private static final double SPARSE = 1e-3;

  /** So many expected pairs that the odds of none are no longer a double above zero. */
  private static final double CERTAIN = 745;

  public Birthday {
    if (!(codes >= 1)) {
      throw new IllegalArgumentException("there are no birthdays among " + codes + " codes");
    }
  }

  /** The probability that at least two of so many drawn codes are the same, 0 to 1. */
  public double collisionOdds(double drawn) {
    return -Math.expm1(logOfAllDistinct(drawn));
  }

  /** How many pairs of drawn codes are expected to be the same. */
  public double expectedPairs(double drawn) {
    return drawn * (drawn - 1) / 2 / codes;
  }

  /** The least number of draws for which the probability of a collision reaches {@code odds}. */
  public double drawsForOdds(double odds) {
    if (!(odds > 0 && odds < 1)) {
      throw new IllegalArgumentException("odds are between 0 and 1, not " + odds);
    }
    double few = 1;
    double enough = codes + 1;
    while (few + 1 < enough && few < Math.nextDown(enough)) {
      double middle = Math.floor(few + (enough - few) / 2);
      if (collisionOdds(middle) < odds) {
        few = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  /** The shortest codes of which so many can be drawn and be all distinct with a confidence. */
  public static CodeSpace lengthFor(double links, double confidence, int symbols) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("a confidence is between 0 and 1, not " + confidence);
    }
    var space = new CodeSpace(symbols, 1);
    while (space.birthday().logOfAllDistinct(links) < Math.log(confidence)) {
      space = new CodeSpace(symbols, space.length() + 1);
    }
    return space;
  }

  /** The logarithm of the product of (1 - i / codes) over all i below {@code drawn}. */
  private double logOfAllDistinct(double drawn) {
    if (drawn <= 1) {
      return 0;
    }
    if (drawn > codes || expectedPairs(drawn) > CERTAIN) {
      return Double.NEGATIVE_INFINITY;
    }
    return drawn / codes < SPARSE ? bySeries(drawn) : bySumming(drawn);
  }

  /**
   * Sums the first terms of each logarithm's series, by the formulas for sums of powers: no digits
   * cancel, and what is left out is below 1e-13 of the result.
   */
  private double bySeries(double drawn) {
    double last = drawn - 1;
    double ones = last * drawn / 2;
    double squares = ones * (2 * last + 1) / 3;
    double cubes = ones * ones;
    double fourths = squares * (3 * last * last + 3 * last - 1) / 5;
    return -ones / codes
        - squares / 2 / Math.pow(codes, 2)
        - cubes / 3 / Math.pow(codes, 3)
        - fourths / 4 / Math.pow(codes, 4);
  }

  private double bySumming(double drawn) {
    double sum = 0;
    for (double i = 1; i < drawn; i++) {
      sum += Math.log1p(-i / codes);
    }
    return sum;
  }
}
