package terse.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key: a secret's digest and what it may do. The secret itself is shown once and never
 * stored.
 *
 * @param id its number, 1 or more
 * @param account the account it acts for, 1 or more; links belong to accounts, so keys can change
 * @param name a label for people
 * @param role see {@link Role}
 * @param digest SHA-256 of the secret, lower-case hex
 * @param createdAt creation instant
 * @param revokedAt since when it is refused, null while it is good
 */
public record ApiKey(
    int id,
    int account,
    String name,
    Role role,
    String digest,
    Instant createdAt,
    @Nullable Instant revokedAt) {

  /** What a key may do. */
  public enum Role {
    /** Everything, for every account's links, and managing keys and domains. */
    ADMIN,
    /** Everything about its own account's links. */
    MEMBER
  }
}
