package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power loss: a 201 leaves only after the log is on disk, and files cut back to it start again. */
@Tag("patient")
final class PowerLossIT {
  private static final int SEQUENTIAL = 25;

  @TempDir Path folder;

  @Test
  void theLogIsSyncedBeforeTheAnswerLeaves() throws IOException, InterruptedException {
    Path trace = folder.resolve("trace");
    try (TerseNode node =
            TerseNode.start(
                SyscallTrace.command(trace), folder.resolve("data"), "--create-limit", "0");
        TerseClient client = node.client()) {
      for (int i = 0; i < SEQUENTIAL; i++) {
        client.create("https://example.com/" + i);
      }
      node.kill();
    }
    SyscallTrace seen = SyscallTrace.read(trace);
    assertThat(seen.created()).isEqualTo(SEQUENTIAL);
    assertThat(seen.syncs()).isGreaterThanOrEqualTo(SEQUENTIAL);
    assertThat(seen.createdBeforeSync()).isZero();
  }

  @Test
  void filesCutBackToTheirLastSyncKeepEveryAcknowledgedLink() throws Exception {
    Path trace = folder.resolve("trace");
    Path data = folder.resolve("data");
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    try (TerseNode node =
            TerseNode.start(SyscallTrace.command(trace), data, "--create-limit", "0");
        TerseClient client = node.client()) {
      storm(node, client, acknowledged);
    }
    SyscallTrace.read(trace).loseUnsynced(data.resolve("links.db-wal"));
    try (TerseNode node = TerseNode.start(data, "--create-limit", "0");
        TerseClient client = node.client()) {
      assertThat(acknowledged).hasSizeGreaterThan(20);
      for (Map.Entry<String, String> link : acknowledged.entrySet()) {
        assertThat(client.click(link.getKey()).headers().firstValue("location"))
            .hasValue(link.getValue());
      }
    }
  }

  private static void storm(TerseNode node, TerseClient client, Map<String, String> acknowledged)
      throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      int creator = i;
      clients.execute(() -> create(client, creator, acknowledged));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 200);
    node.kill();
    clients.shutdownNow();
    assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void create(TerseClient client, int creator, Map<String, String> acknowledged) {
    try {
      for (int n = 0; !Thread.currentThread().isInterrupted(); n++) {
        String url = "https://example.com/" + creator + "/" + n;
        acknowledged.put(client.create(url).code(), url);
      }
    } catch (IOException | InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void clicksAfterALostJournalAreCounted() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    String code;
    try (TerseNode node = TerseNode.start(data);
        TerseClient client = node.client()) {
      code = client.create("https://example.com/").code();
      for (int i = 0; i < 50; i++) {
        client.click(code);
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> client.totalClicks() == 50);
      node.kill();
    }
    zeroEverySegment(data.resolve("journal"));
    try (TerseNode node = TerseNode.start(data);
        TerseClient client = node.client()) {
      for (int i = 0; i < 7; i++) {
        client.click(code);
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> client.totalClicks() == 57);
    }
  }

  /** The worst a power loss can do to a journal whose pages were never synced. */
  private static void zeroEverySegment(Path journal) throws IOException {
    List<Path> segments;
    try (Stream<Path> files = Files.walk(journal)) {
      segments = files.filter(file -> file.getFileName().toString().endsWith(".segment")).toList();
    }
    assertThat(segments).isNotEmpty();
    for (Path segment : segments) {
      try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate((int) channel.size()), 0);
      }
    }
  }
}
