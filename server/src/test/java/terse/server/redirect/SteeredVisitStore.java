package terse.server.redirect;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

/** A store of visits that fails when it is told to. */
final class SteeredVisitStore implements VisitStore {
  final AtomicInteger takes = new AtomicInteger();
  volatile @Nullable RuntimeException trouble;
  private final VisitStore store;

  SteeredVisitStore(VisitStore store) {
    this.store = store;
  }

  @Override
  public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
    takes.incrementAndGet();
    fail();
    return store.take(id, link, wanted, now);
  }

  @Override
  public void settle(List<Settled> blocks) {
    fail();
    store.settle(blocks);
  }

  private void fail() {
    RuntimeException now = trouble;
    if (now != null) {
      throw now;
    }
  }

  @Override
  public List<Block> heldBy(String holder) {
    return store.heldBy(holder);
  }

  @Override
  public Map<LinkKey, Usage> usage(Collection<LinkKey> links) {
    return store.usage(links);
  }
}
