package terse.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short link as the store keeps it. The code of a generated link is not part of it: it follows
 * from the key by the permutation of its epoch (see {@link terse.code}), unless it was minted as a
 * text.
 *
 * @param key identity; never changes
 * @param name the alias as its owner typed it, or the text that was minted for a generated link
 *     whose code does not follow from its key; null if it does
 * @param target the serialised URL redirected to; empty for tombstones
 * @param owner the account that owns the link, 1 or more
 * @param title a label for people, null if none; at most 512 characters
 * @param tags labels to filter by, distinct, sorted, at most 20 of at most 64 characters, no
 *     control characters in them
 * @param status the redirect status: 301, 302, 307 or 308
 * @param createdAt when it was created, to the millisecond
 * @param updatedAt when it was last changed, to the millisecond
 * @param expiresAt the first instant at which it no longer redirects, null for never
 * @param maxVisits how many visits it redirects at most, 1 or more; null for any number
 * @param state see {@link LinkState}
 * @param version 1 when created, one more with every change
 */
public record Link(
    LinkKey key,
    @Nullable String name,
    String target,
    int owner,
    @Nullable String title,
    List<String> tags,
    int status,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    @Nullable Integer maxVisits,
    LinkState state,
    long version) {
  /** The version of a link that was never changed. */
  public static final long FIRST_VERSION = 1;

  public Link {
    tags = List.copyOf(tags);
  }

  /**
   * This link with everything that can change taken from {@code changed}: target, title, tags,
   * status, updatedAt, expiresAt, maxVisits and state. The version is one more than this link's.
   */
  public Link changedTo(Link changed) {
    return new Link(
        key,
        name,
        changed.target,
        owner,
        changed.title,
        changed.tags,
        changed.status,
        createdAt,
        changed.updatedAt,
        changed.expiresAt,
        changed.maxVisits,
        changed.state,
        version + 1);
  }

  /** Whether the link redirects at the given instant. */
  public boolean isLive(Instant now) {
    return state == LinkState.ACTIVE && !isExpired(now);
  }

  /** Whether it redirects only so many visits. */
  public boolean isLimited() {
    return maxVisits != null;
  }

  /** Whether the link's expiry has come. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** The same link, last changed at another instant. */
  Link updated(Instant instant) {
    return new Link(
        key, name, target, owner, title, tags, status, createdAt, instant, expiresAt, maxVisits,
        state, version);
  }
}
