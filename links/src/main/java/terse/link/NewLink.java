package terse.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link about to be inserted, with everything already validated.
 *
 * @param key the identity minted for it
 * @param name the alias as typed, or the text that was minted for a generated link whose code does
 *     not follow from its key; null if it does
 * @param foldedName the name in the form that is unique within the domain, null if there is no name
 * @param target the serialised URL
 * @param owner the owning account
 * @param title a label, null if none
 * @param tags distinct and sorted
 * @param status 301, 302, 307 or 308
 * @param createdAt creation instant, to the millisecond
 * @param expiresAt expiry, null for never
 * @param maxVisits how many visits it redirects at most, null for any number; never with {@code
 *     reuse}
 * @param idempotency the caller's idempotency key and request digest, null if none was given
 * @param reuse whether the owner's live link for the same (domain, target, name) that was itself
 *     created with {@code reuse} is to be returned instead, should there be one
 */
public record NewLink(
    LinkKey key,
    @Nullable String name,
    @Nullable String foldedName,
    String target,
    int owner,
    @Nullable String title,
    List<String> tags,
    int status,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Integer maxVisits,
    @Nullable Idempotency idempotency,
    boolean reuse) {

  public NewLink {
    tags = List.copyOf(tags);
    if ((name == null) != (foldedName == null) || (key.isNamed() && name == null)) {
      throw new IllegalArgumentException("a name has a folded form, and a named link has both");
    }
    if (reuse && maxVisits != null) {
      throw new IllegalArgumentException("a limited link is nobody else's");
    }
  }

  /**
   * The name that reuse goes by: the folded alias, null for every generated link, since what was
   * minted was not asked for.
   */
  public @Nullable String reusedName() {
    return key.isNamed() ? foldedName : null;
  }

  /** The link this becomes when it is inserted. */
  public Link toLink() {
    return new Link(
        key,
        name,
        target,
        owner,
        title,
        tags,
        status,
        createdAt,
        createdAt,
        expiresAt,
        maxVisits,
        LinkState.ACTIVE,
        1);
  }

  /**
   * A caller's promise that requests with the same key are the same request.
   *
   * @param key what the caller sent, 1 to 255 characters; unique per owner
   * @param digest SHA-256 of what was asked, in hex, to tell a retry from a mistake
   */
  public record Idempotency(String key, String digest) {}
}
