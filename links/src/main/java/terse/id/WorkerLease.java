package terse.id;

/**
 * A worker number held for a while.
 *
 * @param datacenter 0 to 31
 * @param worker 0 to 31, unique within the datacenter
 * @param fence rises with every lease of the number; what came under a lower one is over
 * @param after the last millisecond since 1970 that an earlier holder may have stamped, 0 if there
 *     was none: ids are stamped with later ones only
 */
public record WorkerLease(int datacenter, int worker, long fence, long after) {
  public WorkerLease {
    boolean inRange =
        datacenter >= 0
            && datacenter < WorkerLeases.DATACENTERS
            && worker >= 0
            && worker < WorkerLeases.WORKERS;
    if (!inRange || fence < 1 || after < 0) {
      throw new IllegalArgumentException(
          "no worker lease: " + datacenter + "/" + worker + ", fence " + fence + ", " + after);
    }
  }

  /** The number among all datacenters', 0 to 1023. */
  public int number() {
    return datacenter * WorkerLeases.WORKERS + worker;
  }
}
