package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.PostgresServer;

/**
 * Two nodes on one PostgreSQL, and links that open a limited number of times: promise 6. Never one
 * visit more than the limit, whatever dies; without a crash not one less.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsIT {
  private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private Path folder;
  private PostgresServer server;
  private TerseNode a;
  private TerseNode b;
  private TerseClient api;

  @BeforeAll
  void start(@TempDir Path fresh) throws IOException {
    folder = fresh;
    server = PostgresServer.start();
    server.create("terse");
    a = start("a");
    b = start("b");
    api = a.client();
  }

  private TerseNode start(String name) throws IOException {
    return TerseNode.startBeside(folder, name, PostgresFlags.of(server, "terse"));
  }

  @AfterAll
  void stop() throws Exception {
    http.shutdownNow();
    api.close();
    a.close();
    b.close();
    server.close();
  }

  private TerseClient.Created limited(int maxVisits) throws Exception {
    return api.create(Map.of("url", "https://example.com/secret", "maxVisits", maxVisits));
  }

  private HttpResponse<String> ask(TerseNode node, String method, String code, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.links("/" + code))
            .timeout(Duration.ofSeconds(15))
            .method(method, BodyPublishers.noBody());
    return http.send(request.headers(headers).build(), BodyHandlers.ofString());
  }

  private int visit(TerseNode node, String code) throws IOException, InterruptedException {
    return ask(node, "GET", code, "User-Agent", PERSON).statusCode();
  }

  private int used(TerseClient.Created link) throws Exception {
    return api.get("/api/v1/links/" + link.id()).path("visitsUsed").asInt();
  }

  /** Visitors who come back until they are told that the link is used up. */
  private final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> visitors = new ArrayList<>();
    final AtomicInteger redirected = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();
    final AtomicInteger odd = new AtomicInteger();

    void send(int many, TerseNode node, String code) {
      for (int i = 0; i < many; i++) {
        visitors.add(threads.submit(() -> visitUntilGone(node, code)));
      }
    }

    private Void visitUntilGone(TerseNode node, String code) throws InterruptedException {
      while (true) {
        try {
          switch (visit(node, code)) {
            case 302 -> redirected.incrementAndGet();
            case 410 -> {
              return null;
            }
            case 503 -> LockSupport.parkNanos(20_000_000);
            default -> odd.incrementAndGet();
          }
        } catch (IOException killed) {
          unanswered.incrementAndGet();
          return null;
        }
      }
    }

    void awaitAll() throws Exception {
      for (Future<?> each : visitors) {
        each.get();
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  @Test
  void thirtyTwoVisitorsOnTwoNodesGetExactlyWhatTheLimitSays() throws Exception {
    TerseClient.Created link = limited(500);
    try (Crowd crowd = new Crowd()) {
      crowd.send(16, a, link.code());
      crowd.send(16, b, link.code());
      crowd.awaitAll();
      assertThat(crowd.redirected).hasValue(500);
      assertThat(crowd.odd).hasValue(0);
      assertThat(crowd.unanswered).hasValue(0);
    }
    assertThat(visit(a, link.code())).isEqualTo(410);
    assertThat(visit(b, link.code())).isEqualTo(410);
    await().untilAsserted(() -> assertThat(used(link)).isEqualTo(500));
  }

  @Test
  void killedNodeNeverMakesItMoreAndGivesBackWhatItDidNotAnswer() throws Exception {
    TerseClient.Created link = limited(3_000);
    try (Crowd onA = new Crowd();
        Crowd onB = new Crowd()) {
      onA.send(8, a, link.code());
      onB.send(8, b, link.code());
      await().until(() -> onB.redirected.get() > 400);
      b.kill();
      b = start("b");
      onB.awaitAll();
      onA.awaitAll();
      int answered = onA.redirected.get() + onB.redirected.get();
      assertThat(answered).isLessThanOrEqualTo(3_000);
      assertThat(answered)
          .as("but for what was in flight at the kill")
          .isGreaterThanOrEqualTo(3_000 - onB.unanswered.get());
      assertThat(onA.odd.get() + onB.odd.get()).isZero();
    }
    assertThat(visit(b, link.code())).isEqualTo(410);
    await().untilAsserted(() -> assertThat(used(link)).isEqualTo(3_000));
  }

  @Test
  void oneTimeLinkOutlivesPreviewsOnBothNodesAndOpensOnce() throws Exception {
    TerseClient.Created link = limited(1);
    for (TerseNode node : List.of(a, b)) {
      List<HttpResponse<String>> looks =
          List.of(
              ask(node, "HEAD", link.code(), "User-Agent", PERSON),
              ask(node, "GET", link.code(), "User-Agent", PERSON, "Sec-Purpose", "prefetch"),
              ask(node, "GET", link.code(), "User-Agent", "TelegramBot (like TwitterBot)"),
              ask(node, "GET", link.code() + "+", "User-Agent", PERSON));
      assertThat(looks)
          .allSatisfy(
              look -> {
                assertThat(look.headers().firstValue("location")).isEmpty();
                assertThat(look.body()).doesNotContain("example.com");
              });
    }
    assertThat(used(link)).isZero();
    assertThat(visit(b, link.code())).isEqualTo(302);
    assertThat(visit(a, link.code())).isEqualTo(410);
    assertThat(visit(b, link.code())).isEqualTo(410);
    await().untilAsserted(() -> assertThat(used(link)).isOne());
  }

  @Test
  void limitIsRaisedLoweredAndRemovedWhileItIsUsed() throws Exception {
    TerseClient.Created link = limited(1);
    String path = "/api/v1/links/" + link.id();
    assertThat(visit(a, link.code())).isEqualTo(302);
    assertThat(visit(b, link.code())).isEqualTo(410);
    assertThat(api.send(path, "PATCH", "{\"maxVisits\":3}").statusCode()).isEqualTo(200);
    assertThat(visit(a, link.code())).isEqualTo(302);
    await().until(() -> visit(b, link.code()) == 302);
    assertThat(visit(a, link.code())).isEqualTo(410);
    api.send(path, "PATCH", "{\"maxVisits\":2}");
    assertThat(api.get(path).path("visitsLeft").asInt()).isZero();
    assertThat(visit(a, link.code())).isEqualTo(410);
    api.send(path, "PATCH", "{\"maxVisits\":null}");
    assertThat(visit(a, link.code())).isEqualTo(302);
    await().until(() -> visit(b, link.code()) == 302);
    assertThat(api.get(path).path("visitsUsed").isNull()).isTrue();
  }

  @Test
  void storeThatIsDownStopsLimitedLinksAndNoOther() throws Exception {
    TerseClient.Created limited = limited(10);
    TerseClient.Created free = api.create("https://example.com/free");
    assertThat(visit(a, free.code())).isEqualTo(302);
    ask(a, "HEAD", limited.code(), "User-Agent", PERSON);
    server.kill();
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> refused = ask(a, "GET", limited.code(), "User-Agent", PERSON);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(visit(a, free.code())).isEqualTo(302);
    }
    server.resume();
    AtomicInteger redirected = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              int status = visit(a, limited.code());
              redirected.addAndGet(status == 302 ? 1 : 0);
              return status == 410;
            });
    assertThat(redirected).as("none was lost in the outage").hasValue(10);
  }
}
