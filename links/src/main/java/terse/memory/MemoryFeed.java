package terse.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import terse.link.FeedEntry;

/** The outbox in memory, shared by the stores that write to it. */
public final class MemoryFeed {
  private final List<FeedEntry> entries = new ArrayList<>();

  /** Appends the entry made for the next position, and says which that is. */
  synchronized long tell(LongFunction<FeedEntry> entry) {
    long position = entries.size() + 1L;
    entries.add(entry.apply(position));
    return position;
  }

  synchronized List<FeedEntry> after(long position, int limit) {
    int from = (int) Math.min(Math.max(position, 0), entries.size());
    return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
  }

  synchronized long position() {
    return entries.size();
  }
}
