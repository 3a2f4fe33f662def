package terse.visit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import terse.link.LinkKey;

/** The visits of a store that counts none: no link of it has a limit. */
public final class NoVisits implements VisitStore {

  @Override
  public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
    return new Taken.NotLimited();
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
