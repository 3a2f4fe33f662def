package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does in the first five minutes. */
final class FirstRunIT {
  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path data;

  @Test
  void createsRedirectsCountsAndSurvivesARestart() throws IOException, InterruptedException {
    String code;
    try (TerseNode node = TerseNode.start(data)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("admin.key"))))
          .isEqualTo("rw-------");
      assertThat(node.output()).contains(node.adminKey());
      try (TerseClient client = node.client()) {
        TerseClient.Created link = client.create("https://example.com/a?b=c#d");
        code = link.code();
        assertThat(link.shortUrl()).endsWith("/" + code);
        var answer = client.click(code);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).hasValue("https://example.com/a?b=c#d");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("private, no-store");
        await()
            .atMost(Duration.ofSeconds(5))
            .until(
                () ->
                    client.get("/api/v1/links/" + link.id() + "/stats").get("clicks").asLong()
                        == 1);
      }
      assertThat(node.terminate()).isZero();
    }
    try (TerseNode node = TerseNode.start(data);
        TerseClient client = node.client()) {
      assertThat(node.output()).doesNotContain(node.adminKey());
      assertThat(client.click(code).statusCode()).isEqualTo(302);
      await().atMost(Duration.ofSeconds(5)).until(() -> client.totalClicks() == 2);
    }
  }

  /** The store of clicks is still being opened then. */
  @Test
  void endsInGoodOrderRightAfterItsGreeting() throws IOException, InterruptedException {
    assertEndsInGoodOrderAfter("ready in");
  }

  @Test
  void endsInGoodOrderWhileItStarts() throws IOException, InterruptedException {
    Path lock = data.resolve("lock");
    try (TerseNode node = TerseNode.launch(List.of(), data)) {
      await().atMost(START).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(lock));
      assertThat(node.terminate()).as(node.output()).isZero();
    }
  }

  private void assertEndsInGoodOrderAfter(String said) throws IOException, InterruptedException {
    try (TerseNode node = TerseNode.launch(List.of(), data)) {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> node.output().contains(said));
      assertThat(node.terminate()).as(node.output()).isZero();
      assertThat(node.output()).contains("ended in good order");
    }
  }

  @Test
  void aSecondProcessOnTheSameFolderIsRefusedInOneSentence()
      throws IOException, InterruptedException {
    try (TerseNode first = TerseNode.start(data);
        TerseNode second = TerseNode.launch(List.of(), data)) {
      assertThat(second.exitCode(Duration.ofSeconds(30))).isNotZero();
      assertThat(second.output()).contains("is using").doesNotContain("Exception");
      assertThat(first.isAlive()).isTrue();
    }
  }
}
