package terse.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.key.ApiKey;

/**
 * Sign-ins of people at the dashboard: a random token, kept in memory only, that stands for the API
 * key they signed in with. A session ends with its key, with the process, or twelve hours after its
 * last use. Thread-safe.
 */
public final class Sessions {
  private static final Duration IDLE = Duration.ofHours(12);
  private static final int MOST = 10_000;
  private static final int TOKEN_BYTES = 32;

  private final ApiKeys keys;
  private final RandomGenerator random;
  private final Cache<String, Session> open =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

  /**
   * @param random a source fit for secrets
   */
  public Sessions(ApiKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  /** A session as the server knows it: the key's secret, and a token that forms must repeat. */
  private record Session(String secret, String formToken) {
    @Override
    public String toString() {
      return "Session";
    }
  }

  /**
   * Who is signed in.
   *
   * @param key the API key
   * @param formToken what every form must send back, so that other sites cannot send it
   */
  public record Person(ApiKey key, String formToken) {}

  /**
   * Signs in; returns the token for the cookie.
   *
   * @throws TerseException {@code UNAUTHORIZED} if the secret is not that of a good key
   */
  public String signIn(String secret) {
    keys.check(secret);
    String token = token();
    open.put(Secrets.digest(token), new Session(secret, token()));
    return token;
  }

  /** Who a cookie's token stands for; empty if nobody any more. */
  public Optional<Person> find(@Nullable String token) {
    Session session = token == null ? null : open.getIfPresent(Secrets.digest(token));
    if (session == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Person(keys.check(session.secret()), session.formToken()));
    } catch (TerseException _) { // the key was revoked since
      signOut(token);
      return Optional.empty();
    }
  }

  /** Signs out. */
  public void signOut(@Nullable String token) {
    if (token != null) {
      open.invalidate(Secrets.digest(token));
    }
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
