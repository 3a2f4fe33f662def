package terse.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryVisitStore;

/** A store of visits that can fail, and nodes that can die. */
final class VisitFixture implements VisitStore {
  static final LinkKey LINK = new LinkKey(1, 1, 1);

  private final MemoryLinkStore links = new MemoryLinkStore();
  private final MemoryVisitStore store = new MemoryVisitStore(links);
  private long nanos = 1_000_000_000_000L;
  private int nodes;
  int takes;
  @Nullable Fault failBeforeTake;
  @Nullable Fault failAfterTake;
  @Nullable Fault failSettle;

  void limit(int maxVisits) {
    links.insert(
        new NewLink(
            LINK,
            null,
            null,
            "https://example.org/",
            1,
            null,
            List.of(),
            302,
            Instant.EPOCH,
            null,
            maxVisits,
            null,
            false));
  }

  /** Edits the limit. */
  void relimit(@Nullable Integer maxVisits) {
    Link link = links.find(LINK).orElseThrow();
    Link changed =
        new Link(
            link.key(),
            link.name(),
            link.target(),
            link.owner(),
            link.title(),
            link.tags(),
            link.status(),
            link.createdAt(),
            link.updatedAt(),
            link.expiresAt(),
            maxVisits,
            link.state(),
            link.version());
    links.update(changed, link.version());
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  Usage usage() {
    return store.usage(List.of(LINK)).getOrDefault(LINK, new Usage(0, 0));
  }

  List<Block> blocks(Node node) {
    return store.heldBy(node.tallies.holder());
  }

  Node node() {
    return new Node(new NotedTallies("node-" + ++nodes, List.of()));
  }

  /** The same node after kill -9. */
  Node restarted(Node dead) {
    return new Node(new NotedTallies("node-" + ++nodes, dead.tallies.left()));
  }

  @Override
  public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
    takes++;
    fail(failBeforeTake);
    Taken taken = store.take(id, link, wanted, now);
    fail(failAfterTake);
    return taken;
  }

  @Override
  public void settle(List<Settled> blocks) {
    fail(failSettle);
    store.settle(blocks);
  }

  private static void fail(@Nullable Fault fault) {
    if (fault != null) {
      throw new TerseException(fault, "as the test wants it");
    }
  }

  @Override
  public List<Block> heldBy(String holder) {
    return store.heldBy(holder);
  }

  @Override
  public Map<LinkKey, Usage> usage(Collection<LinkKey> keys) {
    return store.usage(keys);
  }

  /** A node, whose calls to the store are made at once unless they are held up. */
  final class Node {
    final NotedTallies tallies;
    final Visits visits;
    private final List<Runnable> calls = new ArrayList<>();
    private boolean held;

    Node(NotedTallies tallies) {
      this.tallies = tallies;
      this.visits =
          new Visits(
              VisitFixture.this,
              tallies,
              this::call,
              VisitSettings.STANDARD,
              VisitFixture.this::now,
              () -> nanos);
    }

    private void call(Runnable call) {
      if (held) {
        calls.add(call);
      } else {
        call.run();
      }
    }

    void holdCalls() {
      held = true;
    }

    void runCalls() {
      held = false;
      List.copyOf(calls).forEach(Runnable::run);
      calls.clear();
    }

    CompletableFuture<Verdict> await() {
      return visits.await(LINK, 1);
    }

    /** Has many wait, so that they get one block. */
    void awaitAll(int many) {
      holdCalls();
      for (int i = 0; i < many; i++) {
        var _ = await();
      }
      runCalls();
    }

    boolean count() {
      return visits.count(LINK, 1);
    }

    int countAll() {
      int counted = 0;
      while (count()) {
        counted++;
      }
      return counted;
    }

    boolean isForgotten() {
      return tallies.forgotten;
    }
  }

  /** Tallies that a test keeps for a node that dies. */
  static final class NotedTallies implements Tallies {
    private final String holder;
    private final List<Remains> remains;
    private final Map<Long, Integer> noted = new HashMap<>();
    private boolean forgotten;

    NotedTallies(String holder, List<Remains> remains) {
      this.holder = holder;
      this.remains = remains;
    }

    @Override
    public String holder() {
      return holder;
    }

    @Override
    public Tally open(long block, int visits) {
      noted.put(block, 0);
      return new Tally(visits) {
        @Override
        protected void note() {
          noted.merge(block, 1, Integer::sum);
        }

        @Override
        protected void release() {
          noted.remove(block);
        }
      };
    }

    @Override
    public List<Remains> remains() {
      return remains;
    }

    @Override
    public void forget() {
      forgotten = true;
    }

    @Override
    public void close() {}

    /** What its next life finds, with what it had found itself. */
    List<Remains> left() {
      List<Remains> all = new ArrayList<>(remains);
      all.add(
          new Remains() {
            @Override
            public String holder() {
              return holder;
            }

            @Override
            public int answered(Block block) {
              return noted.getOrDefault(block.id().number(), 0);
            }

            @Override
            public void forget() {
              noted.clear();
            }
          });
      return all;
    }
  }
}
