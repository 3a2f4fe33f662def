package terse.id;

import java.time.Duration;

/** The checks that every form of {@link WorkerLeases} makes of what it is asked. */
public final class WorkerTerm {
  private WorkerTerm() {}

  /**
   * Refuses what is no request for a lease.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static void check(int datacenter, Duration term, long until) {
    if (datacenter < 0 || datacenter >= WorkerLeases.DATACENTERS) {
      throw new IllegalArgumentException("datacenters are 0 to 31, not " + datacenter);
    }
    if (!term.isPositive() || until < 0) {
      throw new IllegalArgumentException("no lease of " + term + " until " + until);
    }
  }
}
