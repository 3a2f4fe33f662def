package terse.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static terse.sql.Schema.any;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.KeyStore;
import terse.sql.Schema.Keys;

/** API keys in SQL. */
final class SqlKeyStore implements KeyStore {
  private static final List<Field<?>> COLUMNS =
      List.of(
          Keys.ID,
          Keys.ACCOUNT,
          Keys.NAME,
          Keys.ROLE,
          Keys.DIGEST,
          Keys.CREATED_AT,
          Keys.REVOKED_AT);

  private final String all;
  private final String findByDigest;
  private final String nextAccount;
  private final String insert;
  private final String revoke;
  private final Writer writer;
  private final Readers lookups;

  SqlKeyStore(DSLContext sql, Writer writer, Readers lookups) {
    this.writer = writer;
    this.lookups = lookups;
    this.all = sql.render(select(COLUMNS).from(Keys.TABLE).orderBy(Keys.ID));
    this.findByDigest =
        sql.render(select(COLUMNS).from(Keys.TABLE).where(Keys.DIGEST.eq(any(Keys.DIGEST))));
    this.nextAccount =
        sql.render(select(coalesce(max(Keys.ACCOUNT), inline(0)).plus(inline(1))).from(Keys.TABLE));
    this.insert =
        sql.render(
            sql.insertInto(Keys.TABLE)
                .columns(Keys.ACCOUNT, Keys.NAME, Keys.ROLE, Keys.DIGEST, Keys.CREATED_AT)
                .values(
                    any(Keys.ACCOUNT),
                    any(Keys.NAME),
                    any(Keys.ROLE),
                    any(Keys.DIGEST),
                    any(Keys.CREATED_AT))
                .onConflictDoNothing());
    this.revoke =
        sql.render(
            sql.update(Keys.TABLE)
                .set(Keys.REVOKED_AT, coalesce(Keys.REVOKED_AT, param("at", Long.class)))
                .where(Keys.ID.eq(any(Keys.ID))));
  }

  @Override
  public ApiKey add(
      @Nullable Integer account, String name, ApiKey.Role role, String digest, Instant at) {
    return writer.write(
        1,
        session -> {
          int holder = account != null ? account : nextAccount(session);
          if (session.update(insert, holder, name, role.name(), digest, at.toEpochMilli()) == 0) {
            throw new TerseException(Fault.CONFLICT, "This API key is stored already.");
          }
          return session.first(findByDigest, SqlKeyStore::read, digest).orElseThrow();
        });
  }

  @Override
  public Optional<ApiKey> findByDigest(String digest) {
    return lookups.read(session -> session.first(findByDigest, SqlKeyStore::read, digest));
  }

  @Override
  public List<ApiKey> all() {
    return lookups.read(session -> session.all(all, SqlKeyStore::read));
  }

  @Override
  public boolean revoke(int id, Instant at) {
    return writer.write(1, session -> session.update(revoke, at.toEpochMilli(), id) == 1);
  }

  private int nextAccount(Session session) throws SQLException {
    return session.first(nextAccount, row -> row.getInt(1)).orElseThrow();
  }

  private static ApiKey read(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        ApiKey.Role.valueOf(row.getString(4)),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)),
        LinkRow.instant(row, 7));
  }
}
