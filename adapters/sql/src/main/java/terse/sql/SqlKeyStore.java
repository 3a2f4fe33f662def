package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.KeyStore;

/** API keys in SQL. */
final class SqlKeyStore implements KeyStore {
  private final Wording sql;
  private final Writes writer;
  private final Reads lookups;

  SqlKeyStore(Wording sql, Writes writer, Reads lookups) {
    this.sql = sql;
    this.writer = writer;
    this.lookups = lookups;
  }

  @Override
  public ApiKey add(
      @Nullable Integer account, String name, ApiKey.Role role, String digest, Instant at) {
    return writer.write(
        1,
        session -> {
          int holder = account != null ? account : nextAccount(session);
          if (session.update(
                  sql.of(Phrase.INSERT_KEY), holder, name, role.name(), digest, at.toEpochMilli())
              == 0) {
            throw new TerseException(Fault.CONFLICT, "This API key is stored already.");
          }
          return session
              .first(sql.of(Phrase.FIND_KEY_BY_DIGEST), SqlKeyStore::read, digest)
              .orElseThrow();
        });
  }

  @Override
  public Optional<ApiKey> findByDigest(String digest) {
    return lookups.read(
        session -> session.first(sql.of(Phrase.FIND_KEY_BY_DIGEST), SqlKeyStore::read, digest));
  }

  @Override
  public List<ApiKey> all() {
    return lookups.read(session -> session.all(sql.of(Phrase.ALL_KEYS), SqlKeyStore::read));
  }

  @Override
  public boolean revoke(int id, Instant at) {
    return writer.write(
        1, session -> session.update(sql.of(Phrase.REVOKE_KEY), at.toEpochMilli(), id) == 1);
  }

  /** Of all nodes one at a time: the number is the highest plus one until this is committed. */
  private int nextAccount(Session session) throws SQLException {
    session.first(sql.of(Phrase.LOCK_KEYS), _ -> true);
    return session.first(sql.of(Phrase.NEXT_ACCOUNT), row -> row.getInt(1)).orElseThrow();
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
