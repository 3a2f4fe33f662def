package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicInteger serial = new AtomicInteger();

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
        verify(node);
        rage(node, 700 + random.nextInt(1_500));
      }
    }
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0")) {
      verify(node);
      assertThat(acknowledged).hasSizeGreaterThan(10 * rounds);
      assertThat(answered.get()).isGreaterThan(10L * rounds);
    }
  }

  private void rage(TerseNode node, int millis) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TerseClient client = node.client()) {
      for (int i = 0; i < CLIENTS; i++) {
        boolean aliases = i % 2 == 0;
        clients.execute(() -> createAndClick(client, aliases));
      }
      assertThat(clients.awaitTermination(millis, TimeUnit.MILLISECONDS)).isFalse();
      node.kill();
    } finally {
      clients.shutdownNow();
      assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void createAndClick(TerseClient client, boolean aliases) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int n = serial.incrementAndGet();
        String url = "https://example.com/" + n;
        TerseClient.Created link =
            client.create(aliases ? Map.of("url", url, "alias", "storm-" + n) : Map.of("url", url));
        assertThat(acknowledged.put(link.code(), url))
            .as("code %s given twice", link.code())
            .isNull();
        for (int i = 0; i < 5; i++) {
          click(client, link.code());
        }
      }
    } catch (IOException killed) {
      Thread.currentThread().interrupt();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void click(TerseClient client, String code) throws IOException, InterruptedException {
    boolean sure = false;
    try {
      HttpResponse<String> answer = client.click(code);
      assertThat(answer.statusCode()).isEqualTo(302);
      answered.incrementAndGet();
      sure = true;
    } finally {
      if (!sure) {
        unknown.incrementAndGet();
      }
    }
  }

  private void verify(TerseNode node) throws IOException, InterruptedException {
    try (TerseClient client = node.client()) {
      long expected = answered.get();
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () -> assertThat(client.totalClicks()).isBetween(expected, expected + unknown.get()));
      for (Map.Entry<String, String> link : acknowledged.entrySet()) {
        HttpResponse<String> answer = client.click(link.getKey());
        assertThat(answer.headers().firstValue("location")).hasValue(link.getValue());
        answered.incrementAndGet();
      }
    }
  }
}
