package terse.sql;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.LinkKey;
import terse.testkit.LimitRace;
import terse.testkit.Sample;
import terse.testkit.VisitStoreContract;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

class PostgresVisitStoreIT extends VisitStoreContract {
  @TempDir private Path shared = Path.of("");
  private final ArrayList<PostgresStores> stores = new ArrayList<>();

  @Override
  protected Opened open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
    stores.add(opened);
    return new Opened(opened.visits(), opened.links());
  }

  @AfterEach
  void close() {
    stores.forEach(PostgresStores::close);
  }

  /** Each node has one writer for visits; two make transactions that do not see each other. */
  @Test
  void limitHoldsOnTwoNodes() {
    Opened one = open(shared);
    Opened other = open(shared);
    Sample sample = Sample.link(1).maxVisits(150);
    one.links().insert(sample.asNew());
    LimitRace.assertLimitHolds(new Either(one.visits(), other.visits()), sample.key(), 150, 16);
  }

  /** Two nodes on one database; a holder is on one of them. */
  private record Either(VisitStore one, VisitStore other) implements VisitStore {
    private VisitStore of(BlockId id) {
      return id.holder().hashCode() % 2 == 0 ? one : other;
    }

    @Override
    public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
      return of(id).take(id, link, wanted, now);
    }

    @Override
    public void settle(List<Settled> blocks) {
      blocks.forEach(block -> of(block.id()).settle(List.of(block)));
    }

    @Override
    public List<Block> heldBy(String holder) {
      return one.heldBy(holder);
    }

    @Override
    public Map<LinkKey, Usage> usage(Collection<LinkKey> links) {
      return one.usage(links);
    }
  }
}
