package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 between append, commit and answer, step by step: promises 1, 2 and 4. A tracer ends the
 * node as it makes a certain call on a certain file, or holds it up there until the test ends it.
 * Each start finds what the one before left.
 */
final class CrashPointIT {
  private static final int MOST_REQUESTS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Long enough for the pump to come by, and to be held up. */
  private static final Duration PUMPED = Duration.ofSeconds(3);

  private static final Duration DEATH_WITHIN = Duration.ofSeconds(60);

  /** A tracer makes everything slow; how fresh reports are is another test. */
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);

  private final Map<String, String> acknowledged = new LinkedHashMap<>();
  private int serial;
  private boolean unanswered;
  private long answered;
  private int unknown;

  @TempDir Path data;

  @Test
  void createsSurviveAKillAtEveryStepOfTheirCommit() throws Exception {
    killCreating(
        "a range of numbers appended, not synced", "fsync,fdatasync:signal=SIGKILL:when=1");
    killCreating("before anything of the link is appended", "pwrite64:signal=SIGKILL:when=1");
    killCreating("in the midst of the append", "pwrite64:signal=SIGKILL:when=4");
    killCreating("appended, not synced", "fsync,fdatasync:signal=SIGKILL:when=1");
    killCreating("committed, not answered", "fsync,fdatasync:delay_exit=60000000:when=1");
    try (TerseNode node = start();
        TerseClient client = node.client()) {
      verify("at the end", client);
    }
  }

  @Test
  void clicksSurviveAKillAtEveryStepOfTheirWayIntoTheReports() throws Exception {
    killPumping("before anything is appended", "write:signal=SIGKILL:when=1");
    killPumping("appended, not synced", "fsync,fdatasync:signal=SIGKILL:when=1");
    killPumping("committed, the journal not freed", "fsync,fdatasync:delay_exit=60000000:when=1");
    try (TerseNode node = start();
        TerseClient client = node.client()) {
      verify("at the end", client);
    }
  }

  private TerseNode start() throws IOException {
    return TerseNode.start(data, "--create-limit", "0");
  }

  private void killCreating(String step, String injection) throws Exception {
    try (TerseNode node = start();
        TerseClient client = node.client();
        TerseClient impatient = node.client(PATIENCE)) {
      verify("before the kill " + step, client);
      try (Tracer tracer = Tracer.attach(node, data.resolve("links.db-wal"), injection)) {
        assertThat(tracer).isNotNull();
        assertThat(endsWhile(() -> create(impatient))).as("killed %s", step).isTrue();
        unanswered = true;
        node.kill();
      }
    }
  }

  private void killPumping(String step, String injection) throws Exception {
    boolean dies = injection.contains("SIGKILL");
    try (TerseNode node = start();
        TerseClient client = node.client()) {
      verify("before the kill " + step, client);
      create(client);
      try (Tracer tracer = Tracer.attach(node, data.resolve("clicks.duckdb.wal"), injection)) {
        assertThat(tracer).isNotNull();
        clickFor(dies ? DEATH_WITHIN : PUMPED, client);
        assertThat(node.isAlive()).as("killed %s", step).isEqualTo(!dies);
        node.kill();
      }
    }
  }

  /** Clicks for so long or until the node dies, when one click may be under way. */
  private void clickFor(Duration time, TerseClient client) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        click(client, acknowledged.keySet().iterator().next());
      }
    } catch (IOException killed) {
      unknown++;
    }
  }

  private interface Request {
    void send() throws IOException, InterruptedException;
  }

  /** Sends requests until one is not answered; false if all of some are. */
  private static boolean endsWhile(Request request) throws InterruptedException {
    for (int i = 0; i < MOST_REQUESTS; i++) {
      try {
        request.send();
      } catch (IOException killed) {
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
  }

  private void click(TerseClient client, String code) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.click(code);
    assertThat(answer.headers().firstValue("location")).hasValue(acknowledged.get(code));
    answered++;
  }

  /**
   * Sends the request again that was not answered: it makes its link once. Then every link is there
   * and none beside them, and every click is counted once.
   */
  private void verify(String when, TerseClient client) throws IOException, InterruptedException {
    if (unanswered) {
      serial--;
      create(client);
      unanswered = false;
    }
    assertThat(client.get("/api/v1/links?limit=500").get("links"))
        .as(when)
        .hasSize(acknowledged.size());
    await(when)
        .atMost(COUNTED_WITHIN)
        .untilAsserted(
            () -> assertThat(client.totalClicks()).isBetween(answered, answered + unknown));
    answered = client.totalClicks();
    unknown = 0;
    for (String code : acknowledged.keySet()) {
      click(client, code);
    }
  }
}
