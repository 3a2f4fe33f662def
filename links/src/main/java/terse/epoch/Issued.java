package terse.epoch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.id.Grant;
import terse.link.LinkKey;

/**
 * What is remembered beside the database of what was issued.
 *
 * @param isKnown whether anything is
 * @param store what the database's file was told from any copy of it by, null if that is not known
 * @param marks how far each counter was granted
 */
record Issued(boolean isKnown, @Nullable String store, Map<Counter, Long> marks) {
  /**
   * Names a counter.
   *
   * @param epoch as in {@link LinkKey}
   */
  record Counter(int domain, int epoch) {
    int keyEpoch() {
      return new LinkKey(domain, epoch, 0).keyEpoch();
    }
  }

  Issued {
    marks = Map.copyOf(marks);
  }

  /** How far a counter was granted, 0 if it was not. */
  long mark(int domain, int epoch) {
    return marks.getOrDefault(new Counter(domain, epoch), 0L);
  }

  /** The newest key epoch under which anything was granted, 0 if nothing was. */
  int newestKeyEpoch() {
    return marks.keySet().stream().mapToInt(Counter::keyEpoch).max().orElse(0);
  }

  /** Whether anything was granted under a key epoch. */
  boolean hasKeyEpoch(int epoch) {
    return marks.keySet().stream().anyMatch(counter -> counter.keyEpoch() == epoch);
  }

  /** Whether more was granted than a database says. */
  boolean isAhead(List<Grant> grants) {
    Map<Counter, Long> ahead = new HashMap<>(marks);
    grants.forEach(
        grant ->
            ahead.computeIfPresent(
                new Counter(grant.domain(), grant.epoch()),
                (counter, mark) -> grant.mark() >= mark ? null : mark));
    return !ahead.isEmpty();
  }

  /** Whether the database's file is another one than was remembered last, if one was. */
  boolean isOther(String now) {
    return !now.equals(store);
  }
}
