package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.RedisServer;

/**
 * Two nodes on one store with one Redis between: promises 3 and 5. What Redis has, loses or makes
 * up changes how fast a link is found, and never what is answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedCacheIT {
  private static final String GARBLE =
      "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, 'garbage') end return 1";

  private RedisServer redis;
  private TerseNode a;
  private TerseNode b;

  /** Creates links that neither of the others has in memory. */
  private TerseNode c;

  private TerseClient onA;
  private TerseClient onB;
  private TerseClient onC;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    redis = RedisServer.start(folder);
    a = node(folder, "a");
    CompletableFuture<TerseNode> third = CompletableFuture.supplyAsync(() -> node(folder, "c"));
    b = node(folder, "b");
    c = third.join();
    onA = a.client();
    onB = b.client();
    onC = c.client();
    awaitHeard();
  }

  private TerseNode node(Path folder, String name) {
    try {
      return TerseNode.startBeside(folder, name, "--l2", "redis", "--redis-url", redis.url());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitHeard() {
    for (TerseNode node : List.of(a, b, c)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Metrics.of(node).value("terse_bus_heard")).isOne());
    }
  }

  /** Nodes find Redis again by themselves. */
  private void awaitFoundAgain() {
    awaitHeard();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              onA.click(onB.create("https://example.com/").code());
              onB.click(onA.create("https://example.com/").code());
              assertThat(Metrics.of(a).value("terse_shared_cache_given_up")).isZero();
              assertThat(Metrics.of(b).value("terse_shared_cache_given_up")).isZero();
            });
  }

  @AfterAll
  void stop() throws Exception {
    onA.close();
    onB.close();
    onC.close();
    a.close();
    b.close();
    c.close();
    redis.close();
  }

  private static long loads(TerseNode node, String from) throws Exception {
    return Metrics.of(node).sum("terse_cache_requests_total", "\"" + from + "\"");
  }

  @Test
  void newLinkIsFoundByTheOtherNodeWithoutTheStore() throws Exception {
    long fromStore = loads(b, "store");
    long shared = loads(b, "l2_hit");
    long onCreator = loads(a, "store") + loads(a, "l2_hit");
    for (int i = 0; i < 20; i++) {
      TerseClient.Created link = onA.create("https://example.com/" + i);
      assertThat(onB.click(link.code()).statusCode()).isEqualTo(302);
      assertThat(onA.click(link.code()).statusCode()).isEqualTo(302);
    }
    assertThat(loads(a, "store") + loads(a, "l2_hit")).as("in its memory").isEqualTo(onCreator);
    assertThat(loads(b, "l2_hit") - shared).isGreaterThanOrEqualTo(18);
    assertThat(loads(b, "store") - fromStore).isLessThanOrEqualTo(2);
  }

  /** A link nobody has in memory, and everybody wants at once, on both nodes. */
  @Test
  void coldViralLinkIsReadFromTheStoreOnce() throws Exception {
    redis.flush();
    TerseClient.Created link = onC.create("https://example.com/viral");
    await().until(() -> !redis.command("DBSIZE").equals(":0"));
    redis.flush();
    long before = loads(a, "store") + loads(b, "store");
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> visits = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        TerseClient client = i % 2 == 0 ? onA : onB;
        visits.add(() -> client.click(link.code()).statusCode());
      }
      for (Future<Integer> visit : crowd.invokeAll(visits)) {
        assertThat(visit.get()).isEqualTo(302);
      }
    }
    assertThat(loads(a, "store") + loads(b, "store") - before).isBetween(1L, 2L);
  }

  @Test
  void slowReaderNeverPutsADeletedLinkBack() throws Exception {
    raceDeletes(30);
  }

  @Tag("storm")
  @Test
  void slowReaderNeverPutsADeletedLinkBackTenThousandTimes() throws Exception {
    raceDeletes(10_000);
  }

  /** A node reads the link, and puts it into Redis, while it is being deleted on the other. */
  private void raceDeletes(int rounds) throws Exception {
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds; round++) {
        TerseClient.Created link = onA.create("https://example.com/" + round);
        redis.flush();
        Future<Integer> reader = crowd.submit(() -> onB.click(link.code()).statusCode());
        onA.send("/api/v1/links/" + link.id(), "DELETE", "");
        assertThat(onA.click(link.code()).statusCode()).isEqualTo(410);
        assertThat(reader.get()).isIn(302, 410);
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        boolean gone = false;
        while (!gone) {
          long asked = System.nanoTime();
          gone = onB.click(link.code()).statusCode() == 410;
          assertThat(gone || asked < deadline).as("round %d", round).isTrue();
        }
        assertThat(onB.click(link.code()).statusCode()).isEqualTo(410);
      }
    }
  }

  @Test
  void redisThatIsKilledHarmsNoRedirect() throws Exception {
    TerseClient.Created known = onA.create("https://example.com/known");
    assertThat(onB.click(known.code()).statusCode()).isEqualTo(302);
    redis.kill();
    try {
      harmsNothing(known);
    } finally {
      redis.start();
      awaitFoundAgain();
    }
  }

  @Test
  void redisThatStandsStillHarmsNoRedirect() throws Exception {
    TerseClient.Created known = onA.create("https://example.com/known");
    assertThat(onB.click(known.code()).statusCode()).isEqualTo(302);
    redis.pause();
    try {
      harmsNothing(known);
    } finally {
      redis.resume();
      awaitFoundAgain();
    }
  }

  /** Known links, new ones, edits and deletes, on both nodes. */
  private void harmsNothing(TerseClient.Created known) throws Exception {
    for (int i = 0; i < 20; i++) {
      TerseClient.Created fresh = onA.create("https://example.com/" + i);
      assertThat(onB.click(fresh.code()).statusCode()).isEqualTo(302);
      assertThat(onA.click(fresh.code()).statusCode()).isEqualTo(302);
      assertThat(onB.click(known.code()).statusCode()).isEqualTo(302);
    }
    onA.send("/api/v1/links/" + known.id(), "DELETE", "");
    await().atMost(Duration.ofSeconds(1)).until(() -> onB.click(known.code()).statusCode() == 410);
  }

  @Test
  void redisThatIsFlushedOrGarbledHarmsNoRedirect() throws Exception {
    for (int i = 0; i < 10; i++) {
      TerseClient.Created fresh = onA.create("https://example.com/" + i);
      if (i % 2 == 0) {
        redis.flush();
      } else {
        redis.command("EVAL", GARBLE, "0");
      }
      assertThat(onB.click(fresh.code()).statusCode()).isEqualTo(302);
    }
  }
}
