package terse.id;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far each counter has been granted, as this node knows it: no value at or above the mark was
 * ever minted. A mark is raised before anything is minted from a new range, never after.
 * Thread-safe; reading never waits.
 */
public final class GrantedMarks implements Granting {
  private final ConcurrentMap<Counter, Long> marks = new ConcurrentHashMap<>();
  private final Set<Integer> open = ConcurrentHashMap.newKeySet();

  /**
   * Learns the marks of a domain's epochs from the store, as a node must before it answers anything
   * about them.
   */
  public void load(RangeStore store, int domain, Collection<Integer> epochs) {
    for (int epoch : epochs) {
      raise(domain, epoch, store.mark(domain, epoch));
    }
  }

  /** Learns what a store of grants says, as a node must before it answers anything. */
  public void load(Grants grants) {
    grants.marks().forEach(grant -> raise(grant.domain(), grant.epoch(), grant.mark()));
    open.addAll(grants.openDomains());
  }

  /**
   * Says that values below {@code mark} may be minted from now on; a lower mark changes nothing.
   */
  @Override
  public void raise(int domain, int epoch, long mark) {
    marks.merge(new Counter(domain, epoch), mark, Math::max);
  }

  /** The first value that was certainly never minted; 0 if nothing ever was. */
  public long mark(int domain, int epoch) {
    return marks.getOrDefault(new Counter(domain, epoch), 0L);
  }

  /** Says that names of the shape of a generated code may live on a domain from now on. */
  public void openNames(int domain) {
    open.add(domain);
  }

  /** Whether a text of the shape of a generated code may be a name on this domain. */
  public boolean isOpen(int domain) {
    return open.contains(domain);
  }
}
