package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Domains in SQL. Whatever changes one raises the version in the same transaction. */
final class SqlDomainStore implements DomainStore {
  private final Wording sql;
  private final Outbox outbox;
  private final Writes writer;
  private final Reads lookups;

  SqlDomainStore(Wording sql, Writes writer, Reads lookups, InstantSource clock) {
    this.sql = sql;
    this.outbox = new Outbox(sql, clock);
    this.writer = writer;
    this.lookups = lookups;
  }

  @Override
  public List<Domain> all() {
    return lookups.read(
        session -> DomainRow.domains(session.all(sql.of(Phrase.ALL_DOMAINS), DomainRow::read)));
  }

  @Override
  public Domain ensure(String host, Scheme scheme) {
    return writer.writeInOrder(
        1,
        session -> {
          if (id(session, host).isEmpty()
              && session.update(sql.of(Phrase.INSERT_DOMAIN), host) == 1) {
            write(session, id(session, host).orElseThrow(), 0, scheme);
          }
          return find(session, Phrase.FIND_DOMAIN_BY_HOST, host);
        });
  }

  /** A domain that was added just now has no scheme yet, and so is not found otherwise. */
  private Optional<Integer> id(Session session, String host) throws SQLException {
    return session.first(sql.of(Phrase.DOMAIN_ID), row -> row.getInt(1), host);
  }

  @Override
  public Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    return writer.writeInOrder(
        1,
        session -> {
          Domain changed = find(session, Phrase.FIND_DOMAIN, id).expiring(expiry);
          session.update(
              sql.of(Phrase.UPDATE_DOMAIN), expiry == null ? null : expiry.toMillis(), id);
          changed(session);
          return changed;
        });
  }

  @Override
  public Domain setScheme(int id, Scheme scheme) {
    return writer.writeInOrder(
        1,
        session -> {
          Domain changed = find(session, Phrase.FIND_DOMAIN, id).with(scheme);
          write(session, id, changed.schemes().size() - 1, scheme);
          return changed;
        });
  }

  private void write(Session session, int id, int number, Scheme scheme) throws SQLException {
    session.update(
        sql.of(Phrase.UPSERT_SCHEME),
        id,
        number,
        scheme.source().name(),
        scheme.alphabet().toString(),
        scheme.lengths().first(),
        scheme.lengths().longest(),
        scheme.lengths().fill(),
        scheme.checkSymbol() ? 1 : 0,
        scheme.wrongCase().name());
    changed(session);
  }

  private void changed(Session session) throws SQLException {
    session.update(sql.of(Phrase.BUMP_DOMAIN_VERSION));
    outbox.notice(session, OutboxKind.DOMAINS, 0, 0, 0);
  }

  @Override
  public long version() {
    return lookups.read(
        session -> session.first(sql.of(Phrase.DOMAIN_VERSION), row -> row.getLong(1)).orElse(0L));
  }

  private Domain find(Session session, Phrase by, Object value) throws SQLException {
    List<Domain> found = DomainRow.domains(session.all(sql.of(by), DomainRow::read, value));
    if (found.isEmpty()) {
      throw new TerseException(Fault.UNKNOWN_DOMAIN, "There is no domain number " + value + ".");
    }
    return found.getFirst();
  }
}
