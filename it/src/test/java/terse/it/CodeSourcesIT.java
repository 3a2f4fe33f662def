package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One domain whose codes come from every source in turn, on one running node, killed at the end.
 */
@Tag("patient")
final class CodeSourcesIT {
  private static final List<String> SOURCES =
      List.of(
          "counter",
          "random",
          "hash",
          "stateless",
          "hlc",
          "ulid",
          "uuid4",
          "uuid7",
          "permuted",
          "snowflake");
  private static final String TARGET = "https://example.com/";

  @TempDir Path data;

  @Test
  void codesOfEverySourceRedirectAreCountedAndOutliveAKill()
      throws IOException, InterruptedException {
    Map<String, String> targets = new LinkedHashMap<>();
    try (TerseNode node =
            TerseNode.start(data, "--code-source", "snowflake", "--create-limit", "0");
        TerseClient client = node.client()) {
      TerseClient.Created first = client.create(TARGET + "first");
      assertThat(first.code()).hasSizeBetween(10, 11);
      targets.put(first.code(), first.url());
      for (String source : SOURCES) {
        change(client, source, source.equals("stateless") ? 15 : 7);
        for (int i = 0; i < 3; i++) {
          TerseClient.Created link = client.create(TARGET + source + i);
          assertThat(client.get("/api/v1/links/" + link.id()).get("alias").isNull()).isTrue();
          targets.put(link.code(), link.url());
        }
      }
      assertThat(targets).hasSize(31);
      assertRedirects(client, targets);
      await().atMost(Duration.ofSeconds(10)).until(() -> client.totalClicks() == 31);
      node.kill();
    }
    try (TerseNode node = TerseNode.start(data);
        TerseClient client = node.client()) {
      assertRedirects(client, targets);
      assertThat(targets).doesNotContainKey(client.create(TARGET + "after").code());
      assertThat(node.terminate()).isZero();
    }
  }

  private static void change(TerseClient client, String source, int length)
      throws IOException, InterruptedException {
    String body = "{\"codes\":{\"source\":\"%s\",\"length\":%d}}".formatted(source, length);
    var answer = client.send("/api/v1/domains/1", "PATCH", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void assertRedirects(TerseClient client, Map<String, String> targets)
      throws IOException, InterruptedException {
    for (Map.Entry<String, String> target : targets.entrySet()) {
      var answer = client.click(target.getKey());
      assertThat(answer.statusCode()).as(target.getKey()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location")).hasValue(target.getValue());
    }
  }
}
