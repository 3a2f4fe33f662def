package terse.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import terse.link.LinkKey;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

/**
 * A store made wrongly on purpose: it looks how many visits are left and hands them out then. Two
 * callers meet in between, should two come.
 */
final class CheckingVisitStore implements VisitStore {
  private final AtomicInteger left;
  private final CountDownLatch gap = new CountDownLatch(2);

  CheckingVisitStore(int limit) {
    this.left = new AtomicInteger(limit);
  }

  @Override
  public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
    int seen = left.get();
    if (seen < 1) {
      return new Taken.UsedUp();
    }
    gap.countDown();
    try {
      gap.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    left.set(seen - 1);
    return new Taken.Visits(1);
  }

  @Override
  public void settle(List<Settled> blocks) {}

  @Override
  public List<Block> heldBy(String holder) {
    return List.of();
  }

  @Override
  public Map<LinkKey, Usage> usage(Collection<LinkKey> links) {
    return Map.of();
  }
}
