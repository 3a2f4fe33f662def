package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one store: promises 1 and 3. What one acknowledged the other answers, at once for
 * what is new and within a second for what changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final Duration LEASE = Duration.ofSeconds(1);

  private Path folder;
  private TerseNode a;
  private TerseNode b;
  private TerseClient onA;
  private TerseClient onB;

  @BeforeAll
  void start(@TempDir Path fresh) throws IOException {
    folder = fresh;
    a = TerseNode.startBeside(folder, "a", store());
    b = TerseNode.startBeside(folder, "b", store());
    onA = a.client();
    onB = b.client();
  }

  /** What says where the links are; a file that both have, if nothing does. */
  String[] store() throws IOException {
    return new String[0];
  }

  final TerseClient onA() {
    return onA;
  }

  final TerseNode b() {
    return b;
  }

  @AfterAll
  void stop() throws Exception {
    onA.close();
    onB.close();
    a.close();
    b.close();
  }

  private static String target(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  @Test
  void newLinkResolvesOnTheOtherNodeAtOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      String url = "https://example.com/" + i;
      TerseClient.Created link = onA.create(url);
      assertThat(target(onB.click(link.code()))).isEqualTo(url);
    }
  }

  /** The other node has just said that there is no such name, and would for seconds. */
  @Test
  void newNameResolvesOnTheOtherNodeAtOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      String name = "summer-" + i;
      assertThat(onB.click(name).statusCode()).isEqualTo(404);
      onA.create(Map.of("url", "https://example.com/" + i, "alias", name));
      assertThat(onB.click(name).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void changeIsSeenOnTheOtherNodeWithinASecond() throws Exception {
    TerseClient.Created link = onA.create("https://example.com/0");
    for (int i = 1; i <= 10; i++) {
      assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
      String url = "https://example.com/" + i;
      onA.send("/api/v1/links/" + link.id(), "PATCH", "{\"url\":\"" + url + "\"}");
      eventually(
          System.nanoTime() + LEASE.toNanos(), () -> url.equals(target(onB.click(link.code()))));
    }
    onA.send("/api/v1/links/" + link.id(), "DELETE", "");
    eventually(
        System.nanoTime() + LEASE.toNanos(), () -> onB.click(link.code()).statusCode() == 410);
  }

  private static void holdsEverywhere(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=1");
  }

  @Test
  void changeThatWaitsHoldsEverywhereWhenItIsAnswered() throws Exception {
    for (int i = 0; i < 10; i++) {
      TerseClient.Created link = onA.create("https://example.com/" + i);
      assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
      String path = "/api/v1/links/" + link.id();
      String edit = "{\"url\":\"https://example.com/new\"}";
      holdsEverywhere(onA.send(path, "PATCH", edit, "Prefer", "wait=1"), 200);
      assertThat(target(onB.click(link.code()))).endsWith("/new");
      holdsEverywhere(onA.send(path, "DELETE", "", "Prefer", "wait=1"), 204);
      assertThat(onB.click(link.code()).statusCode()).isEqualTo(410);
    }
  }

  /** It cannot confirm, and it cannot answer anything old either. */
  @Test
  void nodeThatStandsStillIsWaitedForNoLongerThanItsLease() throws Exception {
    TerseClient.Created link = onA.create("https://example.com/");
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
    b.pause();
    try {
      long began = System.nanoTime();
      holdsEverywhere(
          onA.send("/api/v1/links/" + link.id(), "DELETE", "", "Prefer", "wait=1"), 204);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
    } finally {
      b.resume();
    }
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(410);
  }

  @Test
  void everyNodeSaysThatWhatItHasInMemoryIsAsInTheStore() throws Exception {
    TerseClient.Created link = onA.create("https://example.com/");
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
    onA.send("/api/v1/links/" + link.id(), "PATCH", "{\"url\":\"https://example.com/new\"}");
    assertThat(onA.get("/api/v1/nodes").path("nodes")).hasSize(2);
    for (TerseClient client : List.of(onA, onB)) {
      JsonNode found = client.get("/api/v1/cache/check");
      assertThat(found.path("checked").asInt()).isPositive();
      assertThat(found.path("differences")).isEmpty();
    }
  }

  /** Nobody is left to tell: what the store has is what counts. One node is left afterwards. */
  @Test
  @Order(Integer.MAX_VALUE)
  void deleteIsSeenThoughItsNodeWasKilledAfterTheCommit() throws Exception {
    TerseClient.Created link = onA.create("https://example.com/");
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
    onA.send("/api/v1/links/" + link.id(), "DELETE", "");
    long deadline = System.nanoTime() + LEASE.toNanos();
    a.kill();
    eventually(deadline, () -> onB.click(link.code()).statusCode() == 410);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(Metrics.of(b).value("terse_other_nodes")).isZero());
    TerseClient.Created next = onB.create(Map.of("url", "https://example.com/", "alias", "after"));
    assertThat(onB.click(next.code()).statusCode()).isEqualTo(302);
  }

  /** While it stood still it learned of nothing, and its lease ran out. */
  @Test
  void nodeThatStoodStillAnswersNothingOld() throws Exception {
    TerseClient.Created link = onA.create("https://example.com/");
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
    b.pause();
    onA.send("/api/v1/links/" + link.id(), "DELETE", "");
    TerseClient.Created fresh = onA.create("https://example.com/new");
    onA.create(Map.of("url", "https://example.com/", "alias", "meanwhile"));
    b.resume();
    assertThat(onB.click(link.code()).statusCode()).isEqualTo(410);
    assertThat(onB.click(fresh.code()).statusCode()).isEqualTo(302);
    assertThat(onB.click("meanwhile").statusCode()).isEqualTo(302);
  }

  @Test
  void feedHealthIsTold() throws Exception {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(Metrics.of(a).value("terse_other_nodes")).isEqualTo(1);
              assertThat(Metrics.of(a).value("terse_feed_current")).isEqualTo(1);
            });
  }

  @Test
  void nodeWithoutAFolderOfItsOwnIsRefused() throws Exception {
    try (TerseNode third = TerseNode.launch(List.of(), folder.resolve("data"))) {
      assertThat(third.exitCode(Duration.ofSeconds(30))).isNotZero();
      assertThat(third.output()).contains("is using the data folder");
    }
  }

  /**
   * Asks until the answer is right; a wrong answer to a question asked after the deadline fails.
   */
  private static void eventually(long deadline, Question question) throws Exception {
    boolean right = false;
    while (!right) {
      long asked = System.nanoTime();
      right = question.isRight();
      assertThat(right || asked < deadline).as("the old state was served too long").isTrue();
    }
  }

  /** Something asked of a node. */
  interface Question {
    boolean isRight() throws Exception;
  }
}
