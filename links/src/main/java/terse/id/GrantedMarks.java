package terse.id;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far each counter has been granted, as this node knows it: no value at or above the mark was
 * ever minted. A mark is raised before anything is minted from a new range, never after.
 * Thread-safe; reading never waits.
 */
public final class GrantedMarks {
  private final ConcurrentMap<Counter, Long> marks = new ConcurrentHashMap<>();

  /**
   * Learns the marks of a domain's epochs from the store, as a node must before it answers anything
   * about them.
   */
  public void load(RangeStore store, int domain, Collection<Integer> epochs) {
    for (int epoch : epochs) {
      raise(domain, epoch, store.mark(domain, epoch));
    }
  }

  /**
   * Says that values below {@code mark} may be minted from now on; a lower mark changes nothing.
   */
  public void raise(int domain, int epoch, long mark) {
    marks.merge(new Counter(domain, epoch), mark, Math::max);
  }

  /** The first value that was certainly never minted; 0 if nothing ever was. */
  public long mark(int domain, int epoch) {
    return marks.getOrDefault(new Counter(domain, epoch), 0L);
  }
}
