package terse.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.KeyStore;

/** API keys in memory. */
public final class MemoryKeyStore implements KeyStore {
  private final List<ApiKey> keys = new ArrayList<>();

  @Override
  public synchronized ApiKey add(
      @Nullable Integer account, String name, ApiKey.Role role, String digest, Instant at) {
    if (findByDigest(digest).isPresent()) {
      throw new TerseException(Fault.CONFLICT, "This API key is stored already.");
    }
    int holder = account != null ? account : highestAccount() + 1;
    ApiKey added = new ApiKey(keys.size() + 1, holder, name, role, digest, at, null);
    keys.add(added);
    return added;
  }

  @Override
  public synchronized Optional<ApiKey> findByDigest(String digest) {
    return keys.stream().filter(key -> key.digest().equals(digest)).findFirst();
  }

  @Override
  public synchronized List<ApiKey> all() {
    return List.copyOf(keys);
  }

  @Override
  public synchronized boolean revoke(int id, Instant at) {
    if (id < 1 || id > keys.size()) {
      return false;
    }
    keys.set(id - 1, revoked(keys.get(id - 1), at));
    return true;
  }

  private int highestAccount() {
    return keys.stream().mapToInt(ApiKey::account).max().orElse(0);
  }

  private static ApiKey revoked(ApiKey key, Instant at) {
    return new ApiKey(
        key.id(),
        key.account(),
        key.name(),
        key.role(),
        key.digest(),
        key.createdAt(),
        key.revokedAt() != null ? key.revokedAt() : at);
  }
}
