package terse.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.ZooKeeperEnsemble;

/**
 * Processes that mint from one ensemble of three, while its leader is killed and nodes are killed
 * or paused beyond their sessions: no number is printed twice, by anybody.
 */
final class ZooKeeperMintStormIT {
  private static final System.Logger LOG = System.getLogger("terse.zookeeper.storm");
  private static final Duration BEYOND_THE_SESSION = Duration.ofSeconds(8);

  private @TempDir Path folder = Path.of("");

  @Test
  void threeProcessesNeverPrintANumberTwiceThoughTheLeaderIsKilled() throws IOException {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 3)) {
      storm(ensemble, 3, 300_000, 10_000, 20);
    }
  }

  @Test
  void processPausedBeyondItsSessionGoesOnWithNumbersThatAreItsAlone() throws IOException {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 3)) {
      List<MintingNode> nodes = nodes(ensemble, 2, 400_000, 5_000, 10);
      MintingNode.go(nodes);
      await().until(() -> nodes.getFirst().count() > 20_000);
      nodes.getFirst().pause();
      long paused = nodes.getFirst().count();
      await().pollDelay(BEYOND_THE_SESSION).atMost(Duration.ofMinutes(1)).until(() -> true);
      assertThat(nodes.getFirst().count()).isLessThan(paused + 100_000);
      nodes.getFirst().resume();
      assertApart(ensemble, nodes, 800_000);
    }
  }

  @Test
  @Tag("storm")
  void fourProcessesPrintAHundredMillionNumbersThroughKillsAndPauses() throws IOException {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder, 3);
        MintingNode doomed = MintingNode.start(where(ensemble), 1_000_000_000, 100_000, 0)) {
      MintingNode.go(List.of(doomed));
      await().atMost(Duration.ofMinutes(1)).until(() -> doomed.count() > 2_000_000);
      doomed.kill();
      BitSet killed = doomed.numbers();
      List<MintingNode> nodes = nodes(ensemble, 4, 25_000_000, 100_000, 0);
      long started = System.nanoTime();
      MintingNode.go(nodes);
      awaitCount(nodes, 10_000_000);
      killLeader(ensemble);
      nodes.getFirst().pause();
      awaitCount(nodes, 30_000_000);
      await().pollDelay(BEYOND_THE_SESSION).atMost(Duration.ofMinutes(1)).until(() -> true);
      ensemble.startAll();
      nodes.getFirst().resume();
      awaitCount(nodes, 60_000_000);
      killLeader(ensemble);
      awaitCount(nodes, 80_000_000);
      ensemble.startAll();
      BitSet all = assertApart(ensemble, nodes, 100_000_000);
      LOG.log(System.Logger.Level.INFO, "{0} numbers/s", rate(100_000_000, started));
      assertThat(all.intersects(killed)).isFalse();
    }
  }

  private void storm(ZooKeeperEnsemble ensemble, int size, long each, long most, long pauseMillis)
      throws IOException {
    List<MintingNode> nodes = nodes(ensemble, size, each, most, pauseMillis);
    long started = System.nanoTime();
    MintingNode.go(nodes);
    awaitCount(nodes, size * each / 10);
    killLeader(ensemble);
    assertApart(ensemble, nodes, size * each);
    LOG.log(System.Logger.Level.INFO, "{0} numbers/s", rate(size * each, started));
  }

  private static void killLeader(ZooKeeperEnsemble ensemble) {
    ensemble.kill(ensemble.leader());
  }

  private static String rate(long numbers, long started) {
    return "%,d".formatted(numbers * 1_000_000_000L / (System.nanoTime() - started));
  }

  private static void awaitCount(List<MintingNode> nodes, long numbers) {
    await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> nodes.stream().mapToLong(MintingNode::count).sum() >= numbers);
  }

  private static List<MintingNode> nodes(
      ZooKeeperEnsemble ensemble, int size, long each, long most, long pauseMillis)
      throws IOException {
    List<MintingNode> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(MintingNode.start(where(ensemble), each, most, pauseMillis));
    }
    return nodes;
  }

  private static ConnectString where(ZooKeeperEnsemble ensemble) {
    return new ConnectString(ensemble.connectString(), "storm");
  }

  private static BitSet assertApart(
      ZooKeeperEnsemble ensemble, List<MintingNode> nodes, long count) {
    BitSet all = new BitSet();
    for (MintingNode node : nodes) {
      BitSet numbers = node.numbers();
      assertThat(all.intersects(numbers)).as("a number of two processes").isFalse();
      all.or(numbers);
    }
    assertThat((long) all.cardinality()).isEqualTo(count);
    try (ZooKeeperStores stores = Ensembles.open(where(ensemble))) {
      long mark = stores.ranges().mark(1, 1);
      assertThat(mark).isGreaterThanOrEqualTo(all.length());
      LOG.log(
          System.Logger.Level.INFO,
          "{0} numbers printed, {1} granted and never used",
          count,
          mark - count);
    }
    return all;
  }
}
