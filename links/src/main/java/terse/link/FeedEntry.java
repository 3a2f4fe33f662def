package terse.link;

import org.jspecify.annotations.Nullable;

/** One row of the outbox: something every node has to know of. Positions rise in commit order. */
public sealed interface FeedEntry {

  /** Where it stands in the feed, 1 or more. */
  long position();

  /**
   * A link changed: anything remembered about it below {@code version} is old.
   *
   * @param key the link that changed
   * @param foldedName the folded form of its name, null if it has none
   * @param version the version it has since the change
   */
  record LinkChanged(long position, LinkKey key, @Nullable String foldedName, long version)
      implements FeedEntry {}

  /** From now on numbers of a counter below {@code mark} may be minted. */
  record Granted(long position, int domain, int epoch, long mark) implements FeedEntry {}

  /** There are secrets that a node may not have: it should look at its key file again. */
  record KeysPrepared(long position) implements FeedEntry {}

  /** From now on codes are minted under this key epoch, and none of an older one is granted. */
  record EpochBegun(long position, int epoch, long fingerprint) implements FeedEntry {}

  /** The domains or their settings changed. */
  record DomainsChanged(long position) implements FeedEntry {}

  /** From now on names of the shape of a generated code may live on a domain. */
  record NamesOpened(long position, int domain) implements FeedEntry {}
}
