package terse.link;

import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox: this link changed, and anything remembered about it below {@code version}
 * is old.
 *
 * @param position 1 or more, rising in commit order
 * @param key the link that changed
 * @param foldedName the folded form of its name, null if it has none
 * @param version the version it has since the change
 */
public record FeedEntry(long position, LinkKey key, @Nullable String foldedName, long version) {}
