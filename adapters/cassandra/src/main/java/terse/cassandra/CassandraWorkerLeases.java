package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import terse.fault.TerseException;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;
import terse.id.WorkerTerm;

/**
 * Worker leases in Cassandra: a partition a datacenter, a row a number. A row is changed only from
 * the very state it was read in.
 */
final class CassandraWorkerLeases implements WorkerLeases {
  private static final int ATTEMPTS = 4 * WORKERS;
  private static final String READ =
      "SELECT worker, fence, holder, expires_at, stamped_until FROM worker WHERE datacenter = ?";
  private static final String BEGIN =
      "INSERT INTO worker (datacenter, worker, fence, holder, expires_at, stamped_until)"
          + " VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS";
  private static final String CHANGE =
      "UPDATE worker SET fence = ?, holder = ?, expires_at = ?, stamped_until = ?"
          + " WHERE datacenter = ? AND worker = ?"
          + " IF fence = ? AND expires_at = ? AND stamped_until = ?";

  private final Cql cql;
  private final InstantSource clock;
  private final Stripes datacenters = new Stripes();

  CassandraWorkerLeases(Cql cql, InstantSource clock) {
    this.cql = cql;
    this.clock = clock;
  }

  @Override
  public Optional<WorkerLease> take(int datacenter, String holder, Duration term, long until) {
    WorkerTerm.check(datacenter, term, until);
    return datacenters.alone(datacenter, () -> takeFree(datacenter, holder, term, until));
  }

  private Optional<WorkerLease> takeFree(int datacenter, String holder, Duration term, long until) {
    for (int lost = 0; lost < ATTEMPTS; lost++) {
      Map<Integer, State> rows = rows(datacenter);
      Optional<State> free =
          IntStream.range(0, WORKERS)
              .mapToObj(worker -> rows.getOrDefault(worker, State.unused(worker)))
              .filter(state -> state.expiresAt <= clock.millis())
              .min(Comparator.comparingLong(State::until));
      if (free.isEmpty()) {
        return Optional.empty();
      }
      State old = free.get();
      State taken =
          new State(old.worker, old.fence + 1, holder, end(term), Math.max(old.until, until));
      if (replaced(datacenter, old, taken)) {
        return Optional.of(new WorkerLease(datacenter, old.worker, taken.fence, old.until));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean renew(WorkerLease lease, Duration term, long until) {
    WorkerTerm.check(lease.datacenter(), term, until);
    return datacenters.alone(
        lease.datacenter(),
        () ->
            held(lease)
                .filter(held -> replaced(lease.datacenter(), held, held.renewed(end(term), until)))
                .isPresent());
  }

  @Override
  public void release(WorkerLease lease, long used) {
    datacenters.alone(
        lease.datacenter(),
        () ->
            held(lease)
                .filter(
                    held ->
                        replaced(lease.datacenter(), held, held.released(lease.after(), used))));
  }

  private Optional<State> held(WorkerLease lease) {
    return Optional.ofNullable(rows(lease.datacenter()).get(lease.worker()))
        .filter(state -> state.fence == lease.fence() && state.expiresAt != State.RELEASED);
  }

  private Map<Integer, State> rows(int datacenter) {
    Map<Integer, State> rows = new HashMap<>();
    cql.settled(READ, datacenter).forEach(row -> rows.put(row.getInt("worker"), State.read(row)));
    return rows;
  }

  private boolean replaced(int datacenter, State old, State changed) {
    try {
      return old.fence == State.NEVER
          ? cql.decide(
                  BEGIN,
                  datacenter,
                  changed.worker,
                  changed.fence,
                  changed.holder,
                  changed.expiresAt,
                  changed.until)
              .applied()
          : cql.decide(
                  CHANGE,
                  changed.fence,
                  changed.holder,
                  changed.expiresAt,
                  changed.until,
                  datacenter,
                  changed.worker,
                  old.fence,
                  old.expiresAt,
                  old.until)
              .applied();
    } catch (TerseException e) {
      if (Verdict.isUnknown(e) && changed.equals(rows(datacenter).get(changed.worker))) {
        return true;
      }
      throw e;
    }
  }

  private long end(Duration term) {
    return clock.millis() + term.toMillis();
  }

  /** A number as it stands; times are milliseconds since 1970. */
  private record State(int worker, long fence, String holder, long expiresAt, long until) {
    static final long NEVER = 0;
    static final long RELEASED = 0;

    static State unused(int worker) {
      return new State(worker, NEVER, "", RELEASED, 0);
    }

    static State read(Row row) {
      return new State(
          row.getInt("worker"),
          row.getLong("fence"),
          String.valueOf(row.getString("holder")),
          row.getLong("expires_at"),
          row.getLong("stamped_until"));
    }

    State renewed(long end, long later) {
      return new State(worker, fence, holder, end, Math.max(until, later));
    }

    State released(long after, long used) {
      return new State(worker, fence, holder, RELEASED, Math.clamp(used, after, until));
    }
  }
}
