package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
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

/**
 * Worker leases in SQL: one row a number. A row is changed only from the very state it was read in,
 * so of two who want it one gets it, in whatever engine.
 */
final class SqlWorkerLeases implements WorkerLeases {
  private final String read;
  private final String insert;
  private final String update;
  private final Writes writer;
  private final InstantSource clock;

  SqlWorkerLeases(Wording sql, Writes writer, InstantSource clock) {
    this.read = sql.of(Phrase.DATACENTER_WORKERS);
    this.insert = sql.of(Phrase.INSERT_WORKER);
    this.update = sql.of(Phrase.UPDATE_WORKER);
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public Optional<WorkerLease> take(int datacenter, String holder, Duration term, long until) {
    WorkerTerm.check(datacenter, term, until);
    return writer.write(1, session -> takeFree(session, datacenter, holder, term, until));
  }

  private Optional<WorkerLease> takeFree(
      Session session, int datacenter, String holder, Duration term, long until)
      throws SQLException {
    for (int lost = 0; lost < WORKERS; lost++) {
      Optional<Row> free = free(session, datacenter);
      if (free.isEmpty()) {
        return Optional.empty();
      }
      Row old = free.get();
      Row taken = new Row(old.number, old.fence + 1, holder, end(term), Math.max(old.until, until));
      if (replaced(session, old, taken)) {
        return Optional.of(
            new WorkerLease(datacenter, old.number % WORKERS, taken.fence, old.until));
      }
    }
    return Optional.empty();
  }

  private Optional<Row> free(Session session, int datacenter) throws SQLException {
    int first = datacenter * WORKERS;
    Map<Integer, Row> rows = rows(session, first, first + WORKERS - 1);
    return IntStream.range(first, first + WORKERS)
        .mapToObj(number -> rows.getOrDefault(number, Row.unused(number)))
        .filter(row -> row.expiresAt <= clock.millis())
        .min(Comparator.comparingLong(Row::until));
  }

  @Override
  public boolean renew(WorkerLease lease, Duration term, long until) {
    WorkerTerm.check(lease.datacenter(), term, until);
    return writer.write(
        1,
        session -> {
          Optional<Row> held = held(session, lease);
          return held.isPresent()
              && replaced(session, held.get(), held.get().renewed(end(term), until));
        });
  }

  @Override
  public void release(WorkerLease lease, long used) {
    writer.write(
        1,
        session -> {
          Optional<Row> held = held(session, lease);
          return held.isPresent()
              && replaced(session, held.get(), held.get().released(lease.after(), used));
        });
  }

  private Optional<Row> held(Session session, WorkerLease lease) throws SQLException {
    return Optional.ofNullable(rows(session, lease.number(), lease.number()).get(lease.number()))
        .filter(row -> row.fence == lease.fence() && row.expiresAt != Row.RELEASED);
  }

  private boolean replaced(Session session, Row old, Row changed) throws SQLException {
    if (old.fence == Row.NEVER) {
      return session.update(
              insert,
              changed.number,
              changed.fence,
              changed.holder,
              changed.expiresAt,
              changed.until)
          == 1;
    }
    return session.update(
            update,
            changed.fence,
            changed.holder,
            changed.expiresAt,
            changed.until,
            old.number,
            old.fence,
            old.holder,
            old.expiresAt,
            old.until)
        == 1;
  }

  private Map<Integer, Row> rows(Session session, int first, int last) throws SQLException {
    Map<Integer, Row> rows = new HashMap<>();
    session.all(read, Row::read, first, last).forEach(row -> rows.put(row.number, row));
    return rows;
  }

  private long end(Duration term) {
    return clock.millis() + term.toMillis();
  }

  /** A number as it stands; times are milliseconds since 1970. */
  private record Row(int number, long fence, String holder, long expiresAt, long until) {
    static final long NEVER = 0;
    static final long RELEASED = 0;

    static Row unused(int number) {
      return new Row(number, NEVER, "", RELEASED, 0);
    }

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getInt(1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5));
    }

    Row renewed(long end, long later) {
      return new Row(number, fence, holder, end, Math.max(until, later));
    }

    Row released(long after, long used) {
      return new Row(number, fence, holder, RELEASED, Math.clamp(used, after, until));
    }
  }
}
