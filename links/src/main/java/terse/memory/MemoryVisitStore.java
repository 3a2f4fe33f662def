package terse.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.link.LinkStore;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.BlockSize;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

/** Visits in memory: the reference form of {@link VisitStore}, under one lock. */
public final class MemoryVisitStore implements VisitStore {
  private final LinkStore links;
  private final Map<LinkKey, Integer> taken = new HashMap<>();
  private final Map<BlockId, Block> blocks = new HashMap<>();

  /**
   * @param links whose limits hold
   */
  public MemoryVisitStore(LinkStore links) {
    this.links = links;
  }

  @Override
  public synchronized Taken take(BlockId id, LinkKey key, int wanted, Instant now) {
    Block known = blocks.get(id);
    if (known != null) {
      return new Taken.Visits(known.visits());
    }
    Integer limit = limit(links.find(key).orElse(null));
    if (limit == null) {
      return new Taken.NotLimited();
    }
    int left = limit - taken.getOrDefault(key, 0);
    return left < 1 ? none(key) : new Taken.Visits(add(id, key, wanted, left, now));
  }

  private static @Nullable Integer limit(@Nullable Link link) {
    return link == null || link.state() != LinkState.ACTIVE ? null : link.maxVisits();
  }

  private Taken none(LinkKey key) {
    return blocks.values().stream()
        .filter(block -> block.link().equals(key))
        .map(Block::takenAt)
        .max(Instant::compareTo)
        .<Taken>map(Taken.AllHeld::new)
        .orElseGet(Taken.UsedUp::new);
  }

  private int add(BlockId id, LinkKey key, int wanted, int left, Instant now) {
    long holders =
        blocks.values().stream()
            .filter(block -> block.link().equals(key))
            .map(block -> block.id().holder())
            .distinct()
            .count();
    int visits = BlockSize.of(wanted, left, (int) holders);
    blocks.put(id, new Block(id, key, visits, now));
    taken.merge(key, visits, Integer::sum);
    return visits;
  }

  @Override
  public synchronized void settle(List<Settled> settled) {
    for (Settled end : settled) {
      Block block = blocks.remove(end.id());
      if (block != null) {
        int back = block.visits() - Math.min(block.visits(), end.answered());
        taken.merge(block.link(), -back, Integer::sum);
      }
    }
  }

  @Override
  public synchronized List<Block> heldBy(String holder) {
    return blocks.values().stream().filter(block -> block.id().holder().equals(holder)).toList();
  }

  @Override
  public synchronized Map<LinkKey, Usage> usage(Collection<LinkKey> keys) {
    return keys.stream()
        .distinct()
        .filter(taken::containsKey)
        .collect(Collectors.toMap(Function.identity(), this::usage));
  }

  private Usage usage(LinkKey key) {
    int held =
        blocks.values().stream()
            .filter(block -> block.link().equals(key))
            .mapToInt(Block::visits)
            .sum();
    return new Usage(taken.getOrDefault(key, 0) - held, held);
  }
}
