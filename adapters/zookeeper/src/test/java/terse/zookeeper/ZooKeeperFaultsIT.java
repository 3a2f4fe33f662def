package terse.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.TerseException;
import terse.id.RangeStore;
import terse.id.Region;
import terse.testkit.ZooKeeperEnsemble;

/** What goes wrong with an ensemble and with sessions on it. */
final class ZooKeeperFaultsIT {
  private static final System.Logger LOG = System.getLogger("terse.zookeeper.faults");

  private @TempDir Path folder = Path.of("");

  @Test
  void leasesGoOnThroughALeaderKilledSessionsExpiredAndAMajorityAway() throws Exception {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 3);
        ZooKeeperStores stores = open(ensemble)) {
      RangeStore ranges = stores.ranges();
      List<RangeStore.Range> granted = new ArrayList<>();
      lease(ranges, granted, 50);

      int leader = ensemble.leader();
      ensemble.kill(leader);
      long stall = lease(ranges, granted, 50);
      LOG.log(System.Logger.Level.INFO, "longest lease after the leader was killed: {0} ms", stall);

      for (int i = 0; i < 3; i++) {
        expireSession(ensemble, stores);
        lease(ranges, granted, 20);
      }

      ensemble.start(leader);
      IntStream.range(0, ensemble.size()).forEach(ensemble::pause);
      assertThatThrownBy(() -> ranges.lease(1, 1, 10)).isInstanceOf(TerseException.class);
      IntStream.range(0, ensemble.size()).forEach(ensemble::resume);
      lease(ranges, granted, 50);

      assertThat(granted.stream().flatMapToLong(r -> LongStream.range(r.from(), r.to())).boxed())
          .doesNotHaveDuplicates();
      assertThat(ranges.mark(1, 1)).isGreaterThanOrEqualTo(granted.getLast().to());
    }
  }

  /** Leases until so many were granted; the longest that one took, tries that failed included. */
  private static long lease(RangeStore ranges, List<RangeStore.Range> granted, int count) {
    long longest = 0;
    for (int i = 0; i < count; i++) {
      long started = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .ignoreExceptionsInstanceOf(TerseException.class)
          .until(() -> granted.add(ranges.lease(1, 1, 10)));
      longest = Math.max(longest, (System.nanoTime() - started) / 1_000_000);
    }
    return longest;
  }

  /** A second connection to the session ends it, which the ensemble then tells the first. */
  private static void expireSession(ZooKeeperEnsemble ensemble, ZooKeeperStores stores)
      throws Exception {
    ZooKeeper session = stores.client().getZookeeperClient().getZooKeeper();
    try (ZooKeeper second =
        new ZooKeeper(
            ensemble.connectString(),
            6_000,
            event -> {},
            session.getSessionId(),
            session.getSessionPasswd())) {
      await().until(() -> second.getState().isConnected());
    }
  }

  @Test
  void ensembleWithoutAMajorityIsRefusedInOneSentence() throws IOException {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 3)) {
      ConnectString where = new ConnectString(ensemble.connectString(), "faults");
      ensemble.kill(0);
      ensemble.kill(1);
      assertThatThrownBy(() -> ZooKeeperStores.open(where, Duration.ofSeconds(2)))
          .isInstanceOf(TerseException.class)
          .hasMessageContaining(ensemble.connectString())
          .hasMessageContaining("2 s");
    }
  }

  @Test
  void regionsMintThroughAWeekApartAndRepeatNothing() throws IOException {
    try (ZooKeeperEnsemble west = ZooKeeperEnsemble.start(folder.resolve("west"), 1);
        ZooKeeperEnsemble east = ZooKeeperEnsemble.start(folder.resolve("east"), 1);
        ZooKeeperStores westStores = open(west);
        ZooKeeperStores eastStores = open(east)) {
      CutRegions week = new CutRegions(westStores, eastStores);
      week.together(Duration.ofDays(1));
      week.apart(Duration.ofDays(7));
      week.together(Duration.ofDays(1));
      LOG.log(System.Logger.Level.INFO, "{0}", week);
      assertThat(week.duplicates()).isZero();
      assertThat(week.wasted())
          .as("at most the two last ranges of each")
          .isLessThan(week.minted() / 10);
    }
  }

  @Test
  void ensembleBelongsToOneRegionForEver() throws IOException {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 1);
        ZooKeeperStores stores = open(ensemble)) {
      stores.settle(new Region(1, 2));
      stores.settle(new Region(1, 2));
      assertThatThrownBy(() -> stores.settle(new Region(0, 2)))
          .isInstanceOf(TerseException.class)
          .hasMessageContaining("belongs to region 1 of 2, not 0 of 2");
    }
  }

  private static ZooKeeperStores open(ZooKeeperEnsemble ensemble) {
    return Ensembles.open(new ConnectString(ensemble.connectString(), "faults"));
  }
}
