package terse.sql;

import static terse.sql.Schema.any;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.sql.Schema.Domains;

/** Domains in SQL. */
final class SqlDomainStore implements DomainStore {
  private final String all;
  private final String find;
  private final String findByHost;
  private final String insert;
  private final String update;
  private final Writer writer;
  private final Readers lookups;

  SqlDomainStore(DSLContext sql, Writer writer, Readers lookups) {
    this.writer = writer;
    this.lookups = lookups;
    var select = DSL.select(Domains.ID, Domains.HOST, Domains.DEFAULT_EXPIRY).from(Domains.TABLE);
    this.all = sql.render(select.orderBy(Domains.ID));
    this.find =
        sql.render(
            DSL.select(Domains.ID, Domains.HOST, Domains.DEFAULT_EXPIRY)
                .from(Domains.TABLE)
                .where(Domains.ID.eq(any(Domains.ID))));
    this.findByHost =
        sql.render(
            DSL.select(Domains.ID, Domains.HOST, Domains.DEFAULT_EXPIRY)
                .from(Domains.TABLE)
                .where(Domains.HOST.eq(any(Domains.HOST))));
    this.insert =
        sql.render(
            sql.insertInto(Domains.TABLE)
                .columns(Domains.HOST)
                .values(any(Domains.HOST))
                .onConflictDoNothing());
    this.update =
        sql.render(
            sql.update(Domains.TABLE)
                .set(Domains.DEFAULT_EXPIRY, any(Domains.DEFAULT_EXPIRY))
                .where(Domains.ID.eq(any(Domains.ID))));
  }

  @Override
  public List<Domain> all() {
    return lookups.read(session -> session.all(all, SqlDomainStore::read));
  }

  @Override
  public Domain ensure(String host) {
    return writer.write(
        1,
        session -> {
          session.update(insert, host);
          return session.first(findByHost, SqlDomainStore::read, host).orElseThrow();
        });
  }

  @Override
  public Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    return writer.write(
        1,
        session -> {
          session.update(update, expiry == null ? null : expiry.toMillis(), id);
          return session.first(find, SqlDomainStore::read, id).orElseThrow(() -> unknown(id));
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
