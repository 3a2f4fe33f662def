package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Domains in SQL. */
final class SqlDomainStore implements DomainStore {
  private final Wording sql;
  private final Writer writer;
  private final Readers lookups;

  SqlDomainStore(Wording sql, Writer writer, Readers lookups) {
    this.sql = sql;
    this.writer = writer;
    this.lookups = lookups;
  }

  @Override
  public List<Domain> all() {
    return lookups.read(session -> session.all(sql.of(Phrase.ALL_DOMAINS), SqlDomainStore::read));
  }

  @Override
  public Domain ensure(String host) {
    return writer.write(
        1,
        session -> {
          session.update(sql.of(Phrase.INSERT_DOMAIN), host);
          return session
              .first(sql.of(Phrase.FIND_DOMAIN_BY_HOST), SqlDomainStore::read, host)
              .orElseThrow();
        });
  }

  @Override
  public Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    return writer.write(
        1,
        session -> {
          session.update(
              sql.of(Phrase.UPDATE_DOMAIN), expiry == null ? null : expiry.toMillis(), id);
          return session
              .first(sql.of(Phrase.FIND_DOMAIN), SqlDomainStore::read, id)
              .orElseThrow(() -> unknown(id));
        });
  }

  private static Domain read(ResultSet row) throws SQLException {
    long millis = row.getLong(3);
    Duration expiry = row.wasNull() ? null : Duration.ofMillis(millis);
    return new Domain(row.getInt(1), row.getString(2), expiry);
  }

  private static TerseException unknown(int id) {
    return new TerseException(Fault.UNKNOWN_DOMAIN, "There is no domain number " + id + ".");
  }
}
