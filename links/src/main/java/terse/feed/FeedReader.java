package terse.feed;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import terse.link.FeedEntry;
import terse.link.LinkStore;

/** Reads the feed entry by entry and hands it on. Used by one thread. */
final class FeedReader {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 200;

  private final LinkStore store;
  private final FeedListener listener;
  private volatile long position = NodeStore.Node.NOTHING;
  private final LongAdder told = new LongAdder();

  FeedReader(LinkStore store, FeedListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** Reads on to the end of the feed as it is now, or starts over if that is far. */
  void catchUp() {
    if (position == NodeStore.Node.NOTHING) {
      startOver();
      return;
    }
    for (int page = 0; page < MOST_PAGES; page++) {
      List<FeedEntry> entries = store.feedAfter(position, PAGE);
      if (mayLack(entries)) {
        break;
      }
      entries.forEach(this::tell);
      if (entries.size() < PAGE) {
        return;
      }
    }
    startOver();
  }

  /** Old entries are forgotten; then the one that was read last is gone, too. */
  private boolean mayLack(List<FeedEntry> entries) {
    return !entries.isEmpty()
        && entries.getFirst().position() > position + 1
        && store.feedAfter(position - 1, 1).getFirst().position() != position;
  }

  private void tell(FeedEntry entry) {
    listener.told(entry);
    position = entry.position();
    told.increment();
  }

  /** The position is read first: what comes later is told again, which does no harm. */
  private void startOver() {
    long from = store.feedPosition();
    listener.startOver();
    position = from;
  }

  /** Up to where everything is known; {@link NodeStore.Node#NOTHING} at first. */
  long position() {
    return position;
  }

  /** How many entries were handed on. */
  long told() {
    return told.sum();
  }
}
