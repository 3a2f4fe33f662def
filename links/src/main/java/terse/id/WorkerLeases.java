package terse.id;

import java.time.Duration;
import java.util.Optional;

/**
 * Leases worker numbers to nodes, and with each number a stretch of time that ids may be stamped
 * with. A number's stretches never overlap, whoever holds it: that, and no clock, is what keeps two
 * holders from minting one id.
 *
 * <ol>
 *   <li>What {@link #take} and {@link #renew} promise is durable before they return.
 *   <li>A number is held by one lease at a time. Once a lease's term has passed by the store's
 *       judgement the number may be given to another, under a greater fence.
 *   <li>A lease begins where all earlier leases of its number end: its {@code after} is at or above
 *       every {@code until} they were granted, or the {@code used} they were released with.
 *   <li>Of the free numbers the one with the lowest such end is given, so that a node whose clock
 *       went back finds a number that it can use at once if there is one.
 *   <li>A lease whose number was given to another changes nothing any more.
 * </ol>
 */
public interface WorkerLeases {
  /** How many datacenters there are: numbers 0 to 31. */
  int DATACENTERS = 32;

  /** How many workers a datacenter has. */
  int WORKERS = 32;

  /**
   * Takes a free worker number of a datacenter.
   *
   * @param datacenter 0 to 31
   * @param holder who asks, for people who look
   * @param term how long the lease lasts unless renewed, positive
   * @param until the last millisecond since 1970 that ids may be stamped with, 0 or more
   * @return empty if every number of the datacenter is held
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if none was taken, OUTCOME_UNKNOWN if one
   *     may have been, which then lapses by itself
   */
  Optional<WorkerLease> take(int datacenter, String holder, Duration term, long until);

  /**
   * Begins a lease's term anew and extends the time it may stamp; an earlier {@code until} takes
   * nothing back. A lease that ran out is renewed too as long as nobody else took its number.
   *
   * @return false if the number was given to another or given back: nothing may be minted under
   *     this lease any more, and nothing was changed
   * @throws terse.fault.TerseException STORE_UNAVAILABLE or OUTCOME_UNKNOWN if it is not known to
   *     be renewed
   */
  boolean renew(WorkerLease lease, Duration term, long until);

  /**
   * Gives a number back; a lease that is held no more is let be.
   *
   * @param used the last millisecond that was stamped, or the lease's {@code after} if none was
   */
  void release(WorkerLease lease, long used);
}
