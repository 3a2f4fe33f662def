package terse.id;

import java.time.Duration;
import java.util.Optional;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Worker leases that can be taken away from everybody. */
final class SteeredLeases implements WorkerLeases {
  volatile boolean down;
  private final WorkerLeases leases;

  SteeredLeases(WorkerLeases leases) {
    this.leases = leases;
  }

  @Override
  public Optional<WorkerLease> take(int datacenter, String holder, Duration term, long until) {
    return reached().take(datacenter, holder, term, until);
  }

  @Override
  public boolean renew(WorkerLease lease, Duration term, long until) {
    return reached().renew(lease, term, until);
  }

  @Override
  public void release(WorkerLease lease, long used) {
    reached().release(lease, used);
  }

  private WorkerLeases reached() {
    if (down) {
      throw new TerseException(Fault.STORE_UNAVAILABLE, "The store is down.");
    }
    return leases;
  }
}
