package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.Seeds;

/**
 * Kill -9 in a storm of creates and clicks: promises 1, 2 and 4. Every acknowledged link resolves,
 * no code stands for two links, and every answered redirect is counted once; one in flight at the
 * kill may be counted though its answer was lost, never the other way.
 */
final class KillStormIT {
  private static final int CLIENTS = 6;

  private final Ledger ledger = new Ledger();

  @TempDir Path data;

  @Test
  void acknowledgedLinksAndAnsweredClicksSurviveThreeKills() throws Exception {
    storm(3);
  }

  @Test
  @Tag("storm")
  void acknowledgedLinksAndAnsweredClicksSurviveFiftyKills() throws Exception {
    storm(50);
  }

  private void storm(int rounds) throws Exception {
    RandomGenerator random = Seeds.random("KillStormIT");
    for (int round = 0; round < rounds; round++) {
      try (TerseNode node = TerseNode.start(data, "--create-limit", "0")) {
        ledger.verify(node);
        rage(node, 700 + random.nextInt(1_500));
      }
    }
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0")) {
      ledger.verify(node);
      assertThat(ledger.links()).isGreaterThan(10 * rounds);
      assertThat(ledger.clicks()).isGreaterThan(10L * rounds);
    }
  }

  private void rage(TerseNode node, int millis) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TerseClient client = node.client()) {
      for (int i = 0; i < CLIENTS; i++) {
        boolean named = i % 2 == 0;
        clients.execute(() -> createAndClick(client, named));
      }
      assertThat(clients.awaitTermination(millis, TimeUnit.MILLISECONDS)).isFalse();
      node.kill();
    } finally {
      clients.shutdownNow();
      assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void createAndClick(TerseClient client, boolean named) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ledger.createAndClick(client, named);
      }
    } catch (IOException killed) {
      Thread.currentThread().interrupt();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
