package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.PostgresServer;

/**
 * Two nodes whose PostgreSQL is killed, stands still or has no connections left, under clients who
 * do not stop: promises 1, 2 and 5. Known links redirect all the while, creates are refused in
 * words and go on by themselves, and what was acknowledged is there afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresOutageIT {
  private static final Duration RECOVERY = Duration.ofSeconds(10);
  private static final int KNOWN = 20;

  private final Map<String, String> created = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger redirected = new AtomicInteger();
  private PostgresServer server;
  private TerseNode a;
  private TerseNode b;
  private TerseClient onA;
  private TerseClient onB;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = PostgresServer.start();
    server.create("terse");
    a = TerseNode.startBeside(folder, "a", PostgresFlags.of(server, "terse"));
    b = TerseNode.startBeside(folder, "b", PostgresFlags.of(server, "terse"));
    onA = a.client();
    onB = b.client();
  }

  @AfterAll
  void stop() throws Exception {
    onA.close();
    onB.close();
    a.close();
    b.close();
    server.close();
  }

  @Test
  void serverKilledAndRestarted() throws Exception {
    kills(1);
  }

  @Test
  @Tag("storm")
  void serverKilledAndRestartedFiftyTimes() throws Exception {
    kills(50);
  }

  private void kills(int times) throws Exception {
    outage(
        () -> {
          for (int i = 0; i < times; i++) {
            server.kill();
            awaitRefusals(5);
            server.resume();
            awaitCreates(50);
          }
        });
  }

  @Test
  void serverStandsStillForTenSeconds() throws Exception {
    outage(
        () -> {
          server.pause();
          long paused = System.nanoTime();
          awaitRefusals(5);
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> System.nanoTime() - paused > Duration.ofSeconds(10).toNanos());
          server.resume();
          awaitCreates(50);
        });
  }

  @Test
  void serverHasNoConnectionsLeft() throws Exception {
    String user = "ALTER ROLE " + PostgresServer.GUARDED;
    outage(
        () -> {
          server.sql("postgres", user + " CONNECTION LIMIT 0", user + " NOSUPERUSER");
          server.sql(
              "postgres",
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'terse'");
          awaitRefusals(5);
          server.sql("postgres", user + " CONNECTION LIMIT -1", user + " SUPERUSER");
          awaitCreates(50);
        });
  }

  /** Has clients create and click on both nodes while something happens, and looks what is left. */
  private void outage(Happening happening) throws Exception {
    Map<String, String> known = known();
    ExecutorService clients = Executors.newCachedThreadPool();
    List<Future<?>> running = new ArrayList<>();
    for (TerseClient client : List.of(onA, onB)) {
      running.add(clients.submit(() -> create(client)));
      running.add(clients.submit(() -> create(client)));
      running.add(clients.submit(() -> click(client, known)));
    }
    try {
      awaitCreates(20);
      happening.happen();
    } finally {
      running.forEach(each -> each.cancel(true));
      clients.close();
    }
    for (Future<?> each : running) {
      if (each.state() == Future.State.FAILED) {
        throw new AssertionError(each.exceptionNow());
      }
    }
    created.forEach(this::assertLeads);
  }

  private Map<String, String> known() throws Exception {
    Map<String, String> known = new ConcurrentHashMap<>();
    for (int i = 0; i < KNOWN; i++) {
      String url = "https://example.com/known/" + i;
      String code = onA.create(url).code();
      known.put(code, url);
      assertThat(target(onA.click(code))).isEqualTo(url);
      assertThat(target(onB.click(code))).isEqualTo(url);
    }
    return known;
  }

  private void assertLeads(String code, String url) {
    try {
      assertThat(target(settled(onA, code))).as("on the one node").isEqualTo(url);
      assertThat(target(settled(onB, code))).as("on the other").isEqualTo(url);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The answer that is not 503: a node may still wait for what it asked while the server was away.
   */
  private static HttpResponse<String> settled(TerseClient client, String code)
      throws IOException, InterruptedException {
    HttpResponse<String> first = client.click(code);
    return first.statusCode() != 503
        ? first
        : await()
            .atMost(RECOVERY)
            .until(() -> client.click(code), answer -> answer.statusCode() != 503);
  }

  private Void create(TerseClient client) throws IOException {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int n = serial.incrementAndGet();
        String url = "https://example.com/" + n;
        HttpResponse<String> answer =
            client.post(
                "/api/v1/links",
                TerseClient.JSON.writeValueAsString(
                    n % 2 == 0 ? Map.of("url", url, "alias", "out-" + n) : Map.of("url", url)));
        answered(answer, url);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void answered(HttpResponse<String> answer, String url) throws IOException {
    if (answer.statusCode() == 201) {
      String code = TerseClient.JSON.readTree(answer.body()).get("code").asText();
      assertThat(created.put(code, url)).as("code %s given twice", code).isNull();
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).as(answer.body()).isPresent();
      refused.incrementAndGet();
    }
  }

  private Void click(TerseClient client, Map<String, String> known) throws IOException {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (Map.Entry<String, String> link : known.entrySet()) {
          HttpResponse<String> answer = client.click(link.getKey());
          assertThat(target(answer)).as(answer.toString()).isEqualTo(link.getValue());
          redirected.incrementAndGet();
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static String target(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("none, but " + answer.statusCode());
  }

  /** Waits for creates that were acknowledged, redirects going on. */
  private void awaitCreates(int more) {
    awaitMore(created::size, more);
  }

  private void awaitRefusals(int more) {
    awaitMore(refused::get, more);
  }

  private void awaitMore(Count count, int more) {
    int wanted = count.now() + more;
    int clicks = redirected.get();
    await().atMost(Duration.ofSeconds(30)).until(() -> count.now() >= wanted);
    assertThat(redirected.get()).as("redirects meanwhile").isGreaterThan(clicks);
  }

  /** Something that rises. */
  private interface Count {
    int now();
  }

  /** What is done to the server. */
  private interface Happening {
    void happen() throws Exception;
  }
}
