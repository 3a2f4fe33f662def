package terse.plan;

import java.util.random.RandomGenerator;

/**
 * What the size of the ranges that a node leases costs and buys, found by simulating nodes that
 * mint at a steady rate and crash at some moment of a day.
 *
 * @param size numbers in a range
 * @param callsADay how often the arbiter is asked on a day without a crash
 * @param wastedByCrash how many numbers of the range in use a crash loses on average
 * @param secondsCovered how long the arbiter may be away if a second range is held in reserve
 */
public record RangeLease(long size, long callsADay, double wastedByCrash, double secondsCovered) {
  private static final double SECONDS_A_DAY = 86_400;
  private static final int CRASHES = 2_000;

  /**
   * Simulates nodes.
   *
   * @param size numbers in a range, 1 or more
   * @param perSecond numbers used each second, above 0
   */
  public static RangeLease simulate(long size, double perSecond, RandomGenerator random) {
    if (size < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException("no ranges of " + size + " at " + perSecond + " a second");
    }
    double day = SECONDS_A_DAY * perSecond;
    double wasted = 0;
    for (int crash = 0; crash < CRASHES; crash++) {
      double minted = random.nextDouble() * day;
      wasted += leased(minted, size) - minted;
    }
    return new RangeLease(
        size, (long) (leased(day - size, size) / size), wasted / CRASHES, size / perSecond);
  }

  /** How many numbers a node has leased once it minted so many, a range whenever one has ended. */
  private static double leased(double minted, long size) {
    return (Math.floor(minted / size) + 1) * size;
  }
}
