package terse.id;

/**
 * What a node may mint under the worker lease it holds, as of its last renewal.
 *
 * @param until the last millisecond since 1970 that ids may be stamped with
 * @param deadline the reading of the monotonic clock from which on nothing may be minted
 */
record WorkerGrant(WorkerLease lease, long until, long deadline) {

  /** Whether an id may be stamped so now. */
  boolean covers(long millis, long nanos) {
    return millis <= until && nanos - deadline < 0;
  }
}
