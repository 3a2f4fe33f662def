package terse.feed;

import terse.link.FeedEntry;

/** What a node does with what it is told. Called by one thread, in the feed's order. */
public interface FeedListener {
  /** Takes in one entry. When this returns, nothing is decided on the state before it. */
  void told(FeedEntry entry);

  /** Forgets what is remembered, and reads anew what holds: entries may have been passed over. */
  void startOver();

  /** The fingerprint of the newest secret this node has. */
  long keys();
}
