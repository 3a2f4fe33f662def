package terse.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of API keys. Digests are unique, decided by a constraint. */
public interface KeyStore {

  /**
   * Adds a key.
   *
   * @param account the account it acts for, null to open a new one, numbered above all others
   * @throws terse.fault.TerseException {@code CONFLICT} if the digest is stored already
   */
  ApiKey add(@Nullable Integer account, String name, ApiKey.Role role, String digest, Instant at);

  /** The key with this digest, revoked ones included. */
  Optional<ApiKey> findByDigest(String digest);

  /** All keys, by number. */
  List<ApiKey> all();

  /** Revokes a key; false if there is no such key. Revoking twice keeps the first instant. */
  boolean revoke(int id, Instant at);
}
