package terse.id;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Ranges from an arbiter beside the link store, each noted in the link store before a value of it
 * is used. So the store's marks hold for every value that a link may have, readable while the
 * arbiter is away; and an arbiter that knows less than the store – a new one, or one that lost its
 * memory – is raised above it before it grants anything to this node.
 */
public final class AnchoredRanges implements RangeStore {
  private final RangeStore arbiter;
  private final RangeStore store;
  private final ConcurrentMap<Counter, Long> granted = new ConcurrentHashMap<>();

  /**
   * @param store the link store's own counters; only ever raised and read
   */
  public AnchoredRanges(RangeStore arbiter, RangeStore store) {
    this.arbiter = arbiter;
    this.store = store;
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    Counter counter = new Counter(domain, epoch);
    Long known = granted.get(counter);
    Range range = known == null ? aboveTheStore(counter, size) : arbiter.lease(domain, epoch, size);
    if (known != null && range.from() < known) {
      range = aboveTheStore(counter, size);
    }
    store.raise(domain, epoch, range.to());
    granted.merge(counter, range.to(), Math::max);
    return range;
  }

  private Range aboveTheStore(Counter counter, long size) {
    int domain = counter.domain();
    int epoch = counter.epoch();
    arbiter.raise(domain, epoch, store.mark(domain, epoch));
    return arbiter.lease(domain, epoch, size);
  }

  /** As the store has it: at or above every value of this store's links. */
  @Override
  public long mark(int domain, int epoch) {
    return store.mark(domain, epoch);
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    arbiter.raise(domain, epoch, mark);
    store.raise(domain, epoch, mark);
  }

  @Override
  public long seal(int domain, int epoch) {
    arbiter.raise(domain, epoch, store.mark(domain, epoch));
    store.raise(domain, epoch, arbiter.seal(domain, epoch));
    return store.seal(domain, epoch);
  }
}
