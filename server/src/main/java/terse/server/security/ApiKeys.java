package terse.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.KeyStore;

/**
 * Issues, checks and revokes API keys. Good keys are remembered for a few seconds, by digest; a key
 * revoked here is forgotten at once. Blocks on the store; thread-safe.
 */
public final class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final String SCHEME = "Bearer ";

  private final KeyStore store;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Cache<String, ApiKey> good =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  /**
   * @param random a source fit for secrets
   */
  public ApiKeys(KeyStore store, RandomGenerator random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** A new key and its secret, which is nowhere else. */
  public record Issued(ApiKey key, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Issued[" + key + "]";
    }
  }

  /**
   * The key of an {@code Authorization} header.
   *
   * @throws TerseException {@code UNAUTHORIZED} if it holds none that is good
   */
  public ApiKey authenticate(@Nullable String header) {
    if (header == null) {
      throw unauthorized("Send the header 'Authorization: Bearer KEY'.");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("The Authorization header must be 'Bearer KEY'.");
    }
    return check(header.substring(SCHEME.length()).strip());
  }

  /**
   * The key with a secret.
   *
   * @throws TerseException {@code UNAUTHORIZED} if there is none, or it is revoked
   */
  public ApiKey check(String secret) {
    if (!Secrets.hasShape(secret)) {
      throw unauthorized("That is not an API key: one is 'terse_' and 43 characters.");
    }
    String digest = Secrets.digest(secret);
    ApiKey known = good.getIfPresent(digest);
    return known == null ? lookUp(digest) : known;
  }

  private ApiKey lookUp(String digest) {
    ApiKey key =
        store
            .findByDigest(digest)
            .filter(found -> found.revokedAt() == null)
            .orElseThrow(() -> unauthorized("The API key is not known, or it was revoked."));
    good.put(digest, key);
    return key;
  }

  /**
   * Issues a key.
   *
   * @param account the account it acts for, null to open a new one
   */
  public Issued issue(@Nullable Integer account, String name, ApiKey.Role role) {
    String secret = Secrets.next(random);
    return new Issued(add(account, name, role, secret), secret);
  }

  /** Adds a key whose secret was made elsewhere. */
  public ApiKey add(@Nullable Integer account, String name, ApiKey.Role role, String secret) {
    return store.add(
        account,
        name,
        role,
        Secrets.digest(secret),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Every key, revoked ones included, by number. */
  public List<ApiKey> all() {
    return store.all();
  }

  /**
   * Revokes a key.
   *
   * @throws TerseException {@code NOT_FOUND} if there is no such key, {@code CONFLICT} if it is the
   *     last good administrator's key
   */
  public void revoke(int id) {
    List<ApiKey> left =
        store.all().stream().filter(key -> key.revokedAt() == null && key.id() != id).toList();
    if (left.stream().noneMatch(key -> key.role() == ApiKey.Role.ADMIN)) {
      throw new TerseException(
          Fault.CONFLICT, "This is the last administrator's key; create another one first.");
    }
    if (!store.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
      throw new TerseException(Fault.NOT_FOUND, "There is no key " + id + ".");
    }
    good.asMap().values().removeIf(key -> key.id() == id);
  }

  private static TerseException unauthorized(String detail) {
    return new TerseException(Fault.UNAUTHORIZED, detail);
  }
}
