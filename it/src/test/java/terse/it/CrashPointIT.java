package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 between append, commit and answer, step by step: promises 1, 2 and 4. A tracer ends the
 * node as it makes a certain call on a certain file, or holds it up there until the test ends it.
 * Each start finds what the one before left.
 */
final class CrashPointIT {
  private static final int MOST_REQUESTS = 60;

  /** Long enough for the pump to come by, and to be held up. */
  private static final Duration PUMPED = Duration.ofSeconds(4);

  private static final Duration DEATH_WITHIN = Duration.ofSeconds(60);

  /** A tracer makes everything slow; how fresh reports are is another test. */
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, String> acknowledged = new LinkedHashMap<>();
  private int serial;
  private int links;
  private long answered;
  private int unknown;

  @TempDir Path data;

  @Test
  void createsSurviveAKillAtEveryStepOfTheirCommit() throws Exception {
    settle();
    killCreating("before anything is appended", "pwrite64:signal=SIGKILL:when=1");
    killCreating("in the midst of the append", "pwrite64:signal=SIGKILL:when=9");
    killCreating("a range appended, not synced", "fdatasync:signal=SIGKILL:when=1");
    killCreating("the link appended, not synced", "fdatasync:signal=SIGKILL:when=2");
    killCreating("committed, not answered", "fdatasync:delay_exit=60000000:when=2");
    settle();
  }

  @Test
  void clicksSurviveAKillAtEveryStepOfTheirWayIntoTheReports() throws Exception {
    settle();
    killPumping("before anything is appended", "write:signal=SIGKILL:when=1");
    killPumping("appended, not synced", "fsync:signal=SIGKILL:when=1");
    killPumping("committed, the journal not freed", "fsync:delay_exit=60000000:when=1");
    settle();
  }

  /** Starts a node without a tracer, looks at what is there, and leaves some links and clicks. */
  private void settle() throws IOException, InterruptedException {
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0");
        TerseClient client = node.client()) {
      verify("at the end", client);
      create(client);
      click(client);
      await().atMost(COUNTED_WITHIN).until(() -> client.totalClicks() == answered);
      assertThat(node.terminate()).isZero();
    }
  }

  private void killCreating(String step, String injection) throws Exception {
    try (TerseNode node = start("links.db-wal", injection);
        TerseClient client = node.client();
        TerseClient impatient = node.client(PATIENCE)) {
      verify("before the kill " + step, client);
      click(client);
      assertThat(endsWhile(() -> create(impatient))).as("killed %s", step).isTrue();
      node.kill();
    }
    retryTheLast(step);
  }

  /** The request that was not answered, sent again with its key, makes its link once. */
  private void retryTheLast(String step) throws IOException, InterruptedException {
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0");
        TerseClient client = node.client()) {
      serial--;
      create(client);
      verify("after the kill " + step, client);
      node.kill();
    }
  }

  private void killPumping(String step, String injection) throws Exception {
    boolean dies = injection.contains("SIGKILL");
    try (TerseNode node = start("clicks.duckdb.wal", injection);
        TerseClient client = node.client()) {
      clickFor(dies ? DEATH_WITHIN : PUMPED, client);
      assertThat(node.isAlive()).as("killed %s", step).isEqualTo(!dies);
      node.kill();
    }
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0");
        TerseClient client = node.client()) {
      verify("after the kill " + step, client);
      node.kill();
    }
  }

  /** Clicks for so long or until the node dies, when one click may be under way. */
  private void clickFor(Duration time, TerseClient client) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        click(client);
      }
    } catch (IOException killed) {
      unknown++;
    }
  }

  private TerseNode start(String file, String injection) throws IOException {
    String call = injection.substring(0, injection.indexOf(':'));
    return TerseNode.start(
        List.of(
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-P",
            data.resolve(file).toString(),
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + injection),
        data,
        "--create-limit",
        "0");
  }

  private interface Request {
    void send() throws IOException, InterruptedException;
  }

  /** Sends requests until one is not answered; false if all of many are. */
  private static boolean endsWhile(Request request) throws InterruptedException {
    for (int i = 0; i < MOST_REQUESTS; i++) {
      try {
        request.send();
      } catch (IOException unanswered) {
        return true;
      }
    }
    return false;
  }

  private void create(TerseClient client) throws IOException, InterruptedException {
    serial++;
    String url = "https://example.com/" + serial;
    HttpResponse<String> answer =
        client.post("/api/v1/links", "{\"url\":\"" + url + "\"}", "Idempotency-Key", "k" + serial);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String code = TerseClient.JSON.readTree(answer.body()).get("code").asText();
    assertThat(acknowledged.put(code, url)).as("code %s given twice", code).isNull();
    links++;
  }

  private void click(TerseClient client) throws IOException, InterruptedException {
    String code = acknowledged.keySet().iterator().next();
    assertThat(client.click(code).statusCode()).isEqualTo(302);
    answered++;
  }

  /** Every link acknowledged is there, there are no others, and every click is counted once. */
  private void verify(String when, TerseClient client) throws IOException, InterruptedException {
    await(when)
        .atMost(COUNTED_WITHIN)
        .untilAsserted(
            () -> assertThat(client.totalClicks()).isBetween(answered, answered + unknown));
    answered = client.totalClicks();
    unknown = 0;
    assertThat(client.get("/api/v1/links?limit=500").get("links")).as(when).hasSize(links);
    for (Map.Entry<String, String> link : acknowledged.entrySet()) {
      assertThat(client.click(link.getKey()).headers().firstValue("location"))
          .as(when)
          .hasValue(link.getValue());
      answered++;
    }
  }
}
