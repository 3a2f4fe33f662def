package terse.zookeeper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;
import terse.id.WorkerTerm;

/**
 * Worker leases in ZooKeeper: a node a datacenter, with a line for each number that was ever held.
 * It is changed by compare-and-set and outlives sessions: were it ephemeral, what a number may have
 * stamped would be forgotten with its holder's session.
 */
final class ZooKeeperWorkerLeases implements WorkerLeases {
  private final Registers registers;
  private final InstantSource clock;

  ZooKeeperWorkerLeases(Registers registers, InstantSource clock) {
    this.registers = registers;
    this.clock = clock;
  }

  @Override
  public Optional<WorkerLease> take(int datacenter, String holder, Duration term, long until) {
    WorkerTerm.check(datacenter, term, until);
    return registers.change(
        path(datacenter),
        body -> {
          Map<Integer, Row> rows = rows(body);
          return IntStream.range(0, WORKERS)
              .mapToObj(worker -> rows.getOrDefault(worker, Row.unused(worker)))
              .filter(row -> row.expiresAt <= clock.millis())
              .min(Comparator.comparingLong(Row::until))
              .map(free -> taken(rows, free, datacenter, holder, term, until));
        });
  }

  private Registers.Next<WorkerLease> taken(
      Map<Integer, Row> rows, Row free, int datacenter, String holder, Duration term, long until) {
    Row taken =
        new Row(
            free.worker,
            free.fence + 1,
            end(term),
            Math.max(free.until, until),
            holder.replaceAll("\\s", "_"));
    return new Registers.Next<>(
        with(rows, taken), new WorkerLease(datacenter, free.worker, taken.fence, free.until));
  }

  @Override
  public boolean renew(WorkerLease lease, Duration term, long until) {
    WorkerTerm.check(lease.datacenter(), term, until);
    return replace(lease, held -> held.renewed(end(term), until));
  }

  @Override
  public void release(WorkerLease lease, long used) {
    replace(lease, held -> held.released(lease.after(), used));
  }

  private boolean replace(WorkerLease lease, UnaryOperator<Row> changed) {
    return registers
        .change(
            path(lease.datacenter()),
            body -> {
              Map<Integer, Row> rows = rows(body);
              return Optional.ofNullable(rows.get(lease.worker()))
                  .filter(row -> row.fence == lease.fence() && row.expiresAt != Row.RELEASED)
                  .map(held -> new Registers.Next<>(with(rows, changed.apply(held)), true));
            })
        .isPresent();
  }

  private long end(Duration term) {
    return clock.millis() + term.toMillis();
  }

  private static String path(int datacenter) {
    return "/workers/" + datacenter;
  }

  private static Map<Integer, Row> rows(String body) {
    return body.lines().map(Row::read).collect(Collectors.toMap(Row::worker, row -> row));
  }

  private static String with(Map<Integer, Row> rows, Row changed) {
    Map<Integer, Row> all = new TreeMap<>(rows);
    all.put(changed.worker, changed);
    return all.values().stream().map(Row::line).collect(Collectors.joining("\n"));
  }

  /** A number as it stands; times are milliseconds since 1970. */
  private record Row(int worker, long fence, long expiresAt, long until, String holder) {
    static final long RELEASED = 0;

    static Row unused(int worker) {
      return new Row(worker, 0, RELEASED, 0, "");
    }

    static Row read(String line) {
      String[] parts = line.split(" ", 5);
      return new Row(
          Integer.parseInt(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          parts[4]);
    }

    String line() {
      return worker + " " + fence + " " + expiresAt + " " + until + " " + holder;
    }

    Row renewed(long end, long later) {
      return new Row(worker, fence, end, Math.max(until, later), holder);
    }

    Row released(long after, long used) {
      return new Row(worker, fence, RELEASED, Math.clamp(used, after, until), holder);
    }
  }
}
