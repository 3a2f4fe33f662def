package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Grant;
import terse.id.GrantStore;
import terse.id.Grants;
import terse.link.LinkKey;

/**
 * Grants in Cassandra: one partition that counts its changes. Each is made from the count it was
 * decided at, and leaves a row that says so; so whoever finds it in the log can finish it, and can
 * tell whether it was.
 */
final class CassandraGrantStore implements GrantStore {
  private static final int ALL = 0;
  private static final int ATTEMPTS = 200;
  private static final int SECONDS_CHANGES_ARE_KEPT = 30 * 86_400;

  private static final String READ =
      "SELECT kind, a, b, value, at, revision FROM granted WHERE id = ?";
  private static final String FIRST_REVISION =
      "UPDATE granted SET revision = ? WHERE id = ? IF revision = null";
  private static final String NEXT_REVISION =
      "UPDATE granted SET revision = ? WHERE id = ? IF revision = ?";
  private static final String ROW =
      "INSERT INTO granted (id, kind, a, b, value, at) VALUES (?, ?, ?, ?, ?, ?)";
  private static final String CHANGE =
      "INSERT INTO granted (id, kind, a, b, value, at) VALUES (?, ?, ?, ?, ?, ?) USING TTL "
          + SECONDS_CHANGES_ARE_KEPT;

  private final Cql cql;
  private final FeedLog log;
  private final FeedReader feed;
  private final InstantSource clock;
  private final Object turn = new Object();
  private final Stripes turns = new Stripes();

  CassandraGrantStore(Cql cql, FeedLog log, FeedReader feed, InstantSource clock) {
    this.cql = cql;
    this.log = log;
    this.feed = feed;
    this.clock = clock;
  }

  /** Everything at one moment. */
  private record State(
      long revision,
      List<Grant> marks,
      NavigableMap<Integer, Long> epochs,
      Set<Integer> open,
      Set<Long> changes,
      @Nullable Instant at) {

    static State of(List<Row> rows) {
      List<Grant> marks = new ArrayList<>();
      NavigableMap<Integer, Long> epochs = new TreeMap<>();
      Set<Integer> open = new TreeSet<>();
      Set<Long> changes = new TreeSet<>();
      long at = Long.MIN_VALUE;
      for (Row row : rows) {
        if (row.isNull("kind")) {
          continue;
        }
        int a = row.getInt("a");
        switch (row.getInt("kind")) {
          case Rows.MARK -> {
            marks.add(new Grant(a, row.getInt("b"), row.getLong("value")));
            at = Math.max(at, row.getLong("at"));
          }
          case Rows.EPOCH -> epochs.put(a, row.getLong("value"));
          case Rows.OPEN -> open.add(a);
          default -> changes.add(row.getLong("value"));
        }
      }
      long revision = rows.isEmpty() ? 0 : rows.getFirst().getLong("revision");
      Instant latest = at == Long.MIN_VALUE ? null : Instant.ofEpochMilli(at);
      return new State(revision, marks, epochs, open, changes, latest);
    }

    int newest() {
      return epochs.isEmpty() ? 0 : epochs.lastKey();
    }

    long mark(int domain, int epoch) {
      return marks.stream()
          .filter(mark -> mark.domain() == domain && mark.epoch() == epoch)
          .mapToLong(Grant::mark)
          .findFirst()
          .orElse(0);
    }

    Rows.Grant raised(Grant grant) {
      long mark = Math.max(grant.mark(), mark(grant.domain(), grant.epoch()));
      return new Rows.Grant(Rows.MARK, grant.domain(), grant.epoch(), mark);
    }
  }

  @Override
  public Grants all() {
    State now = State.of(cql.read(READ, ALL));
    return new Grants(now.marks, now.epochs, now.open, now.at);
  }

  @Override
  public long grant(int domain, int epoch, long mark) {
    return change(
        now -> {
          refuseIf(now.newest() > new LinkKey(domain, epoch, 0).keyEpoch(), now.newest());
          Rows rows = new Rows(now.revision, List.of(now.raised(new Grant(domain, epoch, mark))));
          return entry(Entry.Kind.GRANTED, domain, epoch, mark, rows);
        });
  }

  @Override
  public long prepareKeys() {
    return log.append(new Entry(0, Entry.Kind.KEYS, 0, 0, 0, null, 0, null)).position();
  }

  @Override
  public long begin(int after, int epoch, long fingerprint, List<Grant> last) {
    return change(
        now -> {
          refuseIf(now.newest() != after || epoch <= after, now.newest());
          List<Rows.Grant> all = new ArrayList<>(last.stream().map(now::raised).toList());
          all.add(new Rows.Grant(Rows.EPOCH, epoch, 0, fingerprint));
          return entry(Entry.Kind.EPOCH, 0, epoch, fingerprint, new Rows(now.revision, all));
        });
  }

  @Override
  public long openNames(int domain) {
    return change(
        now -> {
          Rows rows = new Rows(now.revision, List.of(new Rows.Grant(Rows.OPEN, domain, 0, 0)));
          return entry(Entry.Kind.OPENED, domain, 0, 0, rows);
        });
  }

  private static Entry entry(Entry.Kind kind, int domain, int epoch, long number, Rows rows) {
    return new Entry(0, kind, domain, epoch, number, null, 0, rows.bytes());
  }

  private static void refuseIf(boolean refused, int newest) {
    if (refused) {
      throw new TerseException(Fault.CONFLICT, "Key epoch " + newest + " has begun.");
    }
  }

  /** What to do, seen what holds. */
  private interface Decision {
    Entry entry(State now);
  }

  private long change(Decision decision) {
    return turns.alone(
        turn,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Entry entry = log.append(decision.entry(State.of(cql.settled(READ, ALL))));
            if (feed.finish(entry)) {
              return entry.position();
            }
          }
          throw new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was granted.");
        });
  }

  /** Does what an entry of the log says, if the count still stands where it was decided. */
  boolean finish(Entry entry) {
    Rows rows = entry.rows();
    return Places.decided(
        () -> cql.decide(statements(rows, entry.position())).applied(),
        () -> outcome(rows, entry.position()),
        entry);
  }

  private Places.Outcome outcome(Rows rows, long position) {
    State now = State.of(cql.settled(READ, ALL));
    if (now.changes.contains(position)) {
      return Places.Outcome.HAPPENED;
    }
    return now.revision > rows.revision() ? Places.Outcome.NEVER : Places.Outcome.OPEN;
  }

  private List<BoundStatement> statements(Rows rows, long position) {
    List<BoundStatement> all = new ArrayList<>();
    long next = rows.revision() + 1;
    all.add(
        rows.revision() == 0
            ? cql.bound(FIRST_REVISION, next, ALL)
            : cql.bound(NEXT_REVISION, next, ALL, rows.revision()));
    long now = clock.millis();
    for (Rows.Grant grant : rows.grants()) {
      all.add(cql.bound(ROW, ALL, grant.kind(), grant.a(), grant.b(), grant.value(), now));
    }
    int high = (int) (position >>> 31);
    int low = (int) (position & Integer.MAX_VALUE);
    all.add(cql.bound(CHANGE, ALL, Rows.CHANGE, high, low, position, now));
    return all;
  }
}
