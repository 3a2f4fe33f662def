package terse.id;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.memory.MemoryRangeStore;

/** Counters in memory that remember what was leased, and fail when told so. */
final class SteeredRangeStore implements RangeStore {
  private MemoryRangeStore memory = new MemoryRangeStore();
  final List<Range> leased = Collections.synchronizedList(new ArrayList<>());
  volatile boolean down;
  volatile Runnable beforeLease = () -> {};

  /** Begins from nothing, as a new ensemble in the place of the old one would. */
  void forgetAll() {
    memory = new MemoryRangeStore();
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    beforeLease.run();
    if (down) {
      throw new TerseException(Fault.STORE_UNAVAILABLE, "steered");
    }
    Range range = memory.lease(domain, epoch, size);
    leased.add(range);
    return range;
  }

  @Override
  public long mark(int domain, int epoch) {
    return memory.mark(domain, epoch);
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    memory.raise(domain, epoch, mark);
  }

  @Override
  public long seal(int domain, int epoch) {
    return memory.seal(domain, epoch);
  }
}
