package terse.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;

/** Counter ranges in memory: every value once, for as long as the process lives. */
public final class MemoryRangeStore implements RangeStore {
  private final Map<Counter, Long> next = new HashMap<>();
  private final Set<Counter> sealed = new HashSet<>();

  @Override
  public synchronized Range lease(int domain, int epoch, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a range of " + size);
    }
    if (sealed.contains(new Counter(domain, epoch))) {
      throw new TerseException(Fault.CONFLICT, "The counter is sealed; nothing was granted.");
    }
    long from = mark(domain, epoch);
    long to = Math.addExact(from, size);
    next.put(new Counter(domain, epoch), to);
    return new Range(from, to);
  }

  @Override
  public synchronized long mark(int domain, int epoch) {
    return next.getOrDefault(new Counter(domain, epoch), 0L);
  }

  @Override
  public synchronized void raise(int domain, int epoch, long mark) {
    next.merge(new Counter(domain, epoch), mark, Math::max);
  }

  @Override
  public synchronized long seal(int domain, int epoch) {
    sealed.add(new Counter(domain, epoch));
    return mark(domain, epoch);
  }

  private record Counter(int domain, int epoch) {}
}
