package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.ZooKeeperEnsemble;

/**
 * The product with its numbers from ZooKeeper: a member that is killed, and an ensemble that is
 * away for half a minute, are not noticed by anybody who creates links or follows them.
 */
@Tag("patient")
final class ZooKeeperOutageIT {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CLIENTS = 4;
  private static final int WARM = 2_500;
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private final Map<String, String> created = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void createsGoOnThroughAKilledMemberAndHalfAMinuteWithoutTheEnsemble() throws Exception {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder.resolve("zk"), 3)) {
      String[] flags = flags(ensemble);
      try (TerseNode node = TerseNode.start(folder.resolve("data"), flags);
          TerseClient client = node.client()) {
        assertThat(connected(node)).isEqualTo(1);
        create(client, () -> created.size() >= WARM);

        ensemble.kill(ensemble.leader());
        create(client, () -> created.size() >= WARM + 500);

        ensemble.killAll();
        long begun = System.nanoTime();
        create(client, () -> System.nanoTime() - begun > OUTAGE.toNanos() / 2);
        assertThat(connected(node)).isZero();
        assertRefusesToStart(ensemble, flags);
        create(client, () -> System.nanoTime() - begun > OUTAGE.toNanos());

        ensemble.startAll();
        await().atMost(Duration.ofSeconds(30)).until(() -> connected(node) == 1);
        int before = created.size();
        create(client, () -> created.size() >= before + 500);
        for (String code : created.keySet().stream().limit(200).toList()) {
          assertThat(client.click(code).headers().firstValue("location"))
              .hasValue(created.get(code));
        }
      }
    }
  }

  /** With nothing in common but the ensemble, each store would grant the number 0. */
  @Test
  void nodesOnStoresOfTheirOwnStampTheirCodesWithDifferentWorkerNumbers() throws Exception {
    try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder.resolve("zk"), 1)) {
      String[] flags = {
        "--workers=zookeeper", "--zookeeper=" + ensemble.connectString(), "--code-source=snowflake"
      };
      try (TerseNode a = TerseNode.start(folder.resolve("a"), flags);
          TerseNode b = TerseNode.start(folder.resolve("b"), flags);
          TerseClient onA = a.client();
          TerseClient onB = b.client()) {
        assertThat(worker(onA.create("https://example.com/a").code())).isZero();
        assertThat(worker(onB.create("https://example.com/b").code())).isEqualTo(1);
      }
    }
  }

  /** Bits 12 to 16 of the number that a code in base62 stands for. */
  private static long worker(String code) {
    long number = 0;
    for (char symbol : code.toCharArray()) {
      number = number * BASE62.length() + BASE62.indexOf(symbol);
    }
    return number >> 12 & 31;
  }

  private void assertRefusesToStart(ZooKeeperEnsemble ensemble, String... flags) throws Exception {
    try (TerseNode refused = TerseNode.launch(List.of(), folder.resolve("refused"), flags)) {
      assertThat(refused.exitCode(Duration.ofSeconds(40))).isEqualTo(1);
      assertThat(refused.output().lines().filter(line -> line.contains("majority")))
          .singleElement()
          .asString()
          .contains(ensemble.connectString());
      assertThat(refused.output()).doesNotContain("Exception");
    }
  }

  private static String[] flags(ZooKeeperEnsemble ensemble) {
    return new String[] {
      "--ranges=zookeeper", "--zookeeper=" + ensemble.connectString(), "--create-limit=0"
    };
  }

  private static long connected(TerseNode node) throws Exception {
    return Metrics.of(node).value("terse_zookeeper_connected");
  }

  /**
   * Several clients create until it is time; every create must be acknowledged, with a new code.
   */
  private void create(TerseClient client, BooleanSupplier time) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Void> work =
          () -> {
            while (!time.getAsBoolean()) {
              String url = "https://example.com/" + serial.incrementAndGet();
              String code = client.create(url).code();
              assertThat(created.putIfAbsent(code, url)).as("code %s twice", code).isNull();
            }
            return null;
          };
      List<Future<Void>> all =
          IntStream.range(0, CLIENTS).mapToObj(i -> clients.submit(work)).toList();
      for (Future<Void> one : all) {
        one.get();
      }
    }
  }
}
