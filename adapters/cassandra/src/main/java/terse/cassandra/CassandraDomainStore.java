package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Domains in Cassandra: one partition that counts its changes. The log says that there will be one;
 * if a reader finds it unfinished it moves the count, and whoever began it begins anew.
 */
final class CassandraDomainStore implements DomainStore {
  private static final int ALL = 0;
  private static final int ATTEMPTS = 200;
  private static final String READ =
      "SELECT number, host, expiry, schemes, revision FROM domain WHERE id = ?";
  private static final String VERSION = "SELECT DISTINCT id, revision FROM domain WHERE id = ?";
  private static final String FIRST_REVISION =
      "UPDATE domain SET revision = ? WHERE id = ? IF revision = null";
  private static final String NEXT_REVISION =
      "UPDATE domain SET revision = ? WHERE id = ? IF revision = ?";
  private static final String ROW =
      "UPDATE domain SET host = ?, expiry = ?, schemes = ? WHERE id = ? AND number = ?";

  private final Cql cql;
  private final FeedLog log;
  private final FeedReader feed;
  private final Object turn = new Object();
  private final Stripes turns = new Stripes();

  CassandraDomainStore(Cql cql, FeedLog log, FeedReader feed) {
    this.cql = cql;
    this.log = log;
    this.feed = feed;
  }

  private record State(long revision, List<Domain> domains) {
    static State of(List<Row> rows) {
      List<Domain> domains =
          rows.stream()
              .filter(row -> !row.isNull("number"))
              .map(CassandraDomainStore::domain)
              .toList();
      return new State(rows.isEmpty() ? 0 : rows.getFirst().getLong("revision"), domains);
    }
  }

  private static Domain domain(Row row) {
    Duration expiry = row.isNull("expiry") ? null : Duration.ofMillis(row.getLong("expiry"));
    List<String> schemes = row.getList("schemes", String.class);
    if (schemes == null) {
      throw new TerseException(Fault.INTERNAL, "A domain has no scheme.");
    }
    return new Domain(
        row.getInt("number"),
        String.valueOf(row.getString("host")),
        expiry,
        schemes.stream().map(SchemeText::read).toList());
  }

  @Override
  public List<Domain> all() {
    return State.of(cql.read(READ, ALL)).domains;
  }

  @Override
  public Domain ensure(String host, Scheme scheme) {
    Optional<Domain> known = withHost(all(), host);
    return known.isPresent()
        ? known.get()
        : change(
            now ->
                withHost(now.domains, host)
                    .orElseGet(
                        () -> new Domain(now.domains.size() + 1, host, null, List.of(scheme))));
  }

  private static Optional<Domain> withHost(List<Domain> domains, String host) {
    return domains.stream().filter(domain -> domain.host().equals(host)).findFirst();
  }

  @Override
  public Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    return change(id, domain -> domain.expiring(expiry));
  }

  @Override
  public Domain setScheme(int id, Scheme scheme) {
    return change(id, domain -> domain.with(scheme));
  }

  private Domain change(int id, UnaryOperator<Domain> change) {
    return change(
        now ->
            now.domains.stream()
                .filter(domain -> domain.id() == id)
                .findFirst()
                .map(change)
                .orElseThrow(
                    () ->
                        new TerseException(
                            Fault.UNKNOWN_DOMAIN, "There is no domain number " + id + ".")));
  }

  @Override
  public long version() {
    return cql.first(VERSION, ALL).map(row -> row.getLong("revision")).orElse(0L);
  }

  /** What a domain is to be, seen what holds. */
  private interface Decision {
    Domain wanted(State now);
  }

  private Domain change(Decision decision) {
    return turns.alone(
        turn,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State now = State.of(cql.settled(READ, ALL));
            Domain wanted = decision.wanted(now);
            if (now.domains.contains(wanted) || made(now, wanted)) {
              return wanted;
            }
          }
          throw new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was changed.");
        });
  }

  private boolean made(State now, Domain wanted) {
    ByteBuffer from = ByteBuffer.allocate(8).putLong(now.revision).flip();
    Entry entry = log.append(new Entry(0, Entry.Kind.DOMAINS, 0, 0, 0, null, 0, from));
    List<BoundStatement> all = new ArrayList<>(List.of(moved(now.revision)));
    all.add(
        cql.bound(
            ROW,
            wanted.host(),
            wanted.defaultExpiry() == null ? null : wanted.defaultExpiry().toMillis(),
            wanted.schemes().stream().map(SchemeText::of).toList(),
            ALL,
            wanted.id()));
    boolean applied = cql.decide(all).applied();
    feed.settle(entry, true);
    return applied;
  }

  private BoundStatement moved(long revision) {
    return revision == 0
        ? cql.bound(FIRST_REVISION, 1L, ALL)
        : cql.bound(NEXT_REVISION, revision + 1, ALL, revision);
  }

  /** Sees to it that what an entry announced has happened, or does not happen any more. */
  boolean finish(Entry entry) {
    ByteBuffer intent = entry.intent();
    if (intent != null) {
      cql.decide(List.of(moved(intent.duplicate().getLong())));
    }
    return true;
  }
}
