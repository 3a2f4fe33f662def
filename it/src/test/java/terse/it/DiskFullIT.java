package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A full disk stops creates with 503 and never a redirect; everything resumes by itself. */
final class DiskFullIT {
  private static final int MORE_THAN_FITS = 15_000;

  @Test
  void redirectsGoOnCreatesAreRefusedAndEverythingResumes() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(16)) {
      try (TerseNode node =
              TerseNode.start(
                  disk.path("data"), "--create-limit", "0", "--journal-segment-size", "256k");
          TerseClient client = node.client()) {
        String code = client.create("https://example.com/").code();
        assertThat(client.click(code).statusCode()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(5)).until(() -> client.totalClicks() == 1);

        Path filler = disk.fill();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertRefused(create(client)));
        int answered = 0;
        while (answered < MORE_THAN_FITS) {
          assertThat(client.click(code).statusCode()).isEqualTo(302);
          answered++;
        }
        assertThat(node.isAlive()).isTrue();
        assertThat(lost(node)).isPositive();

        Files.delete(filler);
        await().atMost(Duration.ofSeconds(20)).until(() -> create(client).statusCode() == 201);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> counted(client) + lost(node) == 1 + MORE_THAN_FITS);
        long lost = lost(node);
        assertThat(client.click(code).statusCode()).isEqualTo(302);
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> counted(client) == 2 + MORE_THAN_FITS - lost);
        assertThat(node.terminate()).isZero();
      }
    }
  }

  private static long counted(TerseClient client) throws InterruptedException {
    try {
      return client.totalClicks();
    } catch (IOException | IllegalStateException notYet) {
      return -1;
    }
  }

  private static HttpResponse<String> create(TerseClient client)
      throws IOException, InterruptedException {
    return client.post(
        "/api/v1/links", "{\"url\":\"https://example.com/" + "x".repeat(4_000) + "\"}");
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).contains("urn:terse:problem:store-unavailable");
  }

  private static long lost(TerseNode node) throws IOException, InterruptedException {
    return Metrics.of(node).sum("terse_journal_clicks_total", "result=\"lost\"");
  }
}
