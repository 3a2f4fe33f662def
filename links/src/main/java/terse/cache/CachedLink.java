package terse.cache;

import java.util.random.RandomGenerator;
import terse.link.Link;

/**
 * A link as the shared cache keeps it.
 *
 * @param link the link as it was read
 * @param asOf the feed position before it was read: every change up to there is in it
 * @param loadMicros how long reading it took
 * @param expiresAtMillis when the entry runs out, milliseconds since 1970 UTC
 */
public record CachedLink(Link link, long asOf, long loadMicros, long expiresAtMillis) {
  /** How much earlier than need be; 1 is the paper's. */
  private static final double EAGERNESS = 1;

  /**
   * Whether it should be loaded anew: surely once it has run out, and with a probability that rises
   * before, the more so the longer loading takes. Of many readers then one or two load ahead, and
   * nobody finds it run out. (Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache
   * Stampede Prevention, VLDB 2015.)
   */
  boolean isDueAt(long millis, RandomGenerator random) {
    double chance = 1 - random.nextDouble();
    double ahead = -loadMicros / 1e3 * EAGERNESS * Math.log(chance);
    return millis + ahead >= expiresAtMillis;
  }
}
