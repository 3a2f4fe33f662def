package terse.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;
import terse.id.WorkerTerm;

/** Worker leases in memory, for nodes of one process. */
public final class MemoryWorkerLeases implements WorkerLeases {
  private static final State FREE = new State(0, 0, 0);

  private final Map<Integer, State> states = new HashMap<>();
  private final InstantSource clock;

  /**
   * @param clock judges whether a lease's term has passed
   */
  public MemoryWorkerLeases(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<WorkerLease> take(
      int datacenter, String holder, Duration term, long until) {
    WorkerTerm.check(datacenter, term, until);
    int first = datacenter * WORKERS;
    return IntStream.range(first, first + WORKERS)
        .boxed()
        .filter(number -> state(number).expiresAt() <= clock.millis())
        .min(Comparator.comparingLong(number -> state(number).until()))
        .map(number -> take(number, term, until));
  }

  private WorkerLease take(int number, Duration term, long until) {
    State old = state(number);
    State taken = new State(old.fence() + 1, end(term), Math.max(old.until(), until));
    states.put(number, taken);
    return new WorkerLease(number / WORKERS, number % WORKERS, taken.fence(), old.until());
  }

  @Override
  public synchronized boolean renew(WorkerLease lease, Duration term, long until) {
    WorkerTerm.check(lease.datacenter(), term, until);
    State held = state(lease.number());
    if (held.fence() != lease.fence() || held.isReleased()) {
      return false;
    }
    states.put(lease.number(), new State(held.fence(), end(term), Math.max(held.until(), until)));
    return true;
  }

  @Override
  public synchronized void release(WorkerLease lease, long used) {
    State held = state(lease.number());
    if (held.fence() == lease.fence() && !held.isReleased()) {
      long until = Math.clamp(used, lease.after(), held.until());
      states.put(lease.number(), new State(held.fence(), State.RELEASED, until));
    }
  }

  private long end(Duration term) {
    return clock.millis() + term.toMillis();
  }

  private State state(int number) {
    return states.getOrDefault(number, FREE);
  }

  /** What is known of a number; times are milliseconds since 1970. */
  private record State(long fence, long expiresAt, long until) {
    static final long RELEASED = 0;

    boolean isReleased() {
      return expiresAt == RELEASED;
    }
  }
}
