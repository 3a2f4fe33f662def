package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.KeyStore;

/** API keys in Cassandra: one partition that counts its changes, each made from what was seen. */
final class CassandraKeyStore implements KeyStore {
  private static final int ALL = 0;
  private static final int ATTEMPTS = 200;
  private static final String READ =
      "SELECT number, account, name, role, digest, created_at, revoked_at, revision FROM api_key"
          + " WHERE id = ?";
  private static final String FIRST_REVISION =
      "UPDATE api_key SET revision = ? WHERE id = ? IF revision = null";
  private static final String NEXT_REVISION =
      "UPDATE api_key SET revision = ? WHERE id = ? IF revision = ?";
  private static final String ROW =
      "UPDATE api_key SET account = ?, name = ?, role = ?, digest = ?, created_at = ?,"
          + " revoked_at = ? WHERE id = ? AND number = ?";

  private final Cql cql;
  private final Object turn = new Object();
  private final Stripes turns = new Stripes();

  CassandraKeyStore(Cql cql) {
    this.cql = cql;
  }

  private record State(long revision, List<ApiKey> keys) {
    static State of(List<Row> rows) {
      List<ApiKey> keys =
          rows.stream().filter(row -> !row.isNull("number")).map(CassandraKeyStore::key).toList();
      return new State(rows.isEmpty() ? 0 : rows.getFirst().getLong("revision"), keys);
    }
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.getInt("number"),
        row.getInt("account"),
        String.valueOf(row.getString("name")),
        ApiKey.Role.valueOf(String.valueOf(row.getString("role"))),
        String.valueOf(row.getString("digest")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.isNull("revoked_at") ? null : Instant.ofEpochMilli(row.getLong("revoked_at")));
  }

  @Override
  public ApiKey add(
      @Nullable Integer account, String name, ApiKey.Role role, String digest, Instant at) {
    return change(
        now -> {
          Optional<ApiKey> there = withDigest(now.keys, digest);
          if (there.isPresent()) {
            throw new TerseException(Fault.CONFLICT, "This API key is stored already.");
          }
          int holder =
              account != null
                  ? account
                  : now.keys.stream().mapToInt(ApiKey::account).max().orElse(0) + 1;
          return new ApiKey(now.keys.size() + 1, holder, name, role, digest, at, null);
        });
  }

  @Override
  public Optional<ApiKey> findByDigest(String digest) {
    return withDigest(all(), digest);
  }

  private static Optional<ApiKey> withDigest(List<ApiKey> keys, String digest) {
    return keys.stream().filter(key -> key.digest().equals(digest)).findFirst();
  }

  @Override
  public List<ApiKey> all() {
    return State.of(cql.read(READ, ALL)).keys;
  }

  @Override
  public boolean revoke(int id, Instant at) {
    if (all().stream().noneMatch(key -> key.id() == id)) {
      return false;
    }
    change(
        now -> {
          ApiKey key = now.keys.get(id - 1);
          return new ApiKey(
              key.id(),
              key.account(),
              key.name(),
              key.role(),
              key.digest(),
              key.createdAt(),
              key.revokedAt() != null ? key.revokedAt() : at);
        });
    return true;
  }

  /** What a key is to be, seen what holds. */
  private interface Decision {
    ApiKey wanted(State now);
  }

  private ApiKey change(Decision decision) {
    return turns.alone(
        turn,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State now = State.of(cql.settled(READ, ALL));
            ApiKey wanted = decision.wanted(now);
            if (now.keys.contains(wanted) || made(now, wanted)) {
              return wanted;
            }
          }
          throw new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was changed.");
        });
  }

  private boolean made(State now, ApiKey key) {
    BoundStatement revision =
        now.revision == 0
            ? cql.bound(FIRST_REVISION, 1L, ALL)
            : cql.bound(NEXT_REVISION, now.revision + 1, ALL, now.revision);
    BoundStatement row =
        cql.bound(
            ROW,
            key.account(),
            key.name(),
            key.role().name(),
            key.digest(),
            key.createdAt().toEpochMilli(),
            key.revokedAt() == null ? null : key.revokedAt().toEpochMilli(),
            ALL,
            key.id());
    try {
      return cql.decide(List.of(revision, row)).applied();
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      if (State.of(cql.settled(READ, ALL)).keys.contains(key)) {
        return true;
      }
      throw e;
    }
  }
}
