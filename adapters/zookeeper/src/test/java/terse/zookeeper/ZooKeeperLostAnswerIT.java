package terse.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import terse.id.RangeStore;
import terse.testkit.ZooKeeperEnsemble;

/** Answers that get lost on their way, while what they would have told has happened. */
@ExtendWith(Ensembles.class)
class ZooKeeperLostAnswerIT {
  private static final int ANSWER_TO_THE_READ = 1;

  private final ConnectString direct;
  private final String root;
  private final int member;

  ZooKeeperLostAnswerIT(ZooKeeperEnsemble ensemble, @TempDir Path folder) {
    direct = Ensembles.at(ensemble, folder);
    root = direct.root();
    String first = ensemble.connectString().split(",")[0];
    member = Integer.parseInt(first.substring(first.indexOf(':') + 1));
  }

  @Test
  void rangeWhoseGrantWasLostOnTheWayIsKnownByItsOwner() throws IOException {
    try (LossyProxy proxy = new LossyProxy(member);
        ZooKeeperStores stores = Ensembles.open(through(proxy))) {
      RangeStore ranges = stores.ranges();
      ranges.lease(1, 1, 10);
      proxy.cutAfter(ANSWER_TO_THE_READ, () -> {});
      assertThat(ranges.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(10, 20));
      assertThat(ranges.mark(1, 1)).isEqualTo(20);
      assertThat(stores.unsettled()).isZero();
    }
  }

  @Test
  void rangeThatMayHaveBeenGrantedIsGivenToNobodyAndCounted() throws IOException {
    try (LossyProxy proxy = new LossyProxy(member);
        ZooKeeperStores stores = Ensembles.open(through(proxy));
        ZooKeeperStores other = Ensembles.open(direct)) {
      RangeStore ranges = stores.ranges();
      ranges.lease(1, 1, 10);
      proxy.cutAfter(ANSWER_TO_THE_READ, () -> other.ranges().lease(1, 1, 5));
      assertThat(ranges.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(25, 35));
      assertThat(stores.unsettled()).isEqualTo(1);
    }
  }

  @Test
  void leaseWhoseAnswerWasLostIsTakenOnce() throws IOException {
    try (LossyProxy proxy = new LossyProxy(member);
        ZooKeeperStores stores = Ensembles.open(through(proxy))) {
      var workers = stores.workers(java.time.InstantSource.system());
      var term = java.time.Duration.ofMinutes(1);
      workers.take(0, "first", term, 1);
      proxy.cutAfter(ANSWER_TO_THE_READ, () -> {});
      assertThat(workers.take(0, "second", term, 1).orElseThrow().worker()).isEqualTo(1);
      assertThat(workers.take(0, "third", term, 1).orElseThrow().worker()).isEqualTo(2);
    }
  }

  private ConnectString through(LossyProxy proxy) {
    return new ConnectString("127.0.0.1:" + proxy.port(), root);
  }
}
