package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.PostgresServer;

/** Nodes on machines of their own: a database in common, and the key file that was copied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresNodesIT {
  @TempDir Path folder;
  private PostgresServer server;

  @BeforeAll
  void start() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void nodeJoinsWithTheKeyFileAndNotWithoutIt() throws Exception {
    server.create("joined");
    try (TerseNode first = start("first", "joined");
        TerseClient client = first.client()) {
      TerseClient.Created link = client.create("https://example.com/");
      assertRefused("second", "codes.key", PostgresFlags.of(server, "joined"));
      Files.copy(first.data().resolve("codes.key"), folder.resolve("second").resolve("codes.key"));
      try (TerseNode second = start("second", "joined");
          TerseClient there = new TerseClient(second, first.adminKey(), Duration.ofSeconds(10))) {
        assertThat(there.click(link.code()).statusCode()).isEqualTo(302);
        TerseClient.Created other = there.create("https://example.com/other");
        assertThat(client.click(other.code()).statusCode()).isEqualTo(302);
        assertThat(second.output()).doesNotContain("key epoch");
      }
      try (TerseNode again = start("second", "joined")) {
        assertThat(again.output()).doesNotContain("key epoch");
      }
    }
  }

  @Test
  void serverThatCannotBeUsedIsNamedInOneSentence() throws Exception {
    server.create("refused");
    String[] wrong = PostgresFlags.of(server, "refused");
    wrong[3] = "--postgresql-password=Wr0ng";
    String output = assertRefused("third", "refused the password of the user guarded", wrong);
    assertThat(output).doesNotContain("Wr0ng").doesNotContain("Exception");
    assertRefused("third", "does not exist", PostgresFlags.of(server, "nowhere"));
    assertRefused("third", "'postgresql-url'", "--links=postgresql");
  }

  private TerseNode start(String name, String database) throws IOException {
    return TerseNode.start(
        List.of(), folder.resolve(name), flags(PostgresFlags.of(server, database)));
  }

  private String assertRefused(String name, String reason, String... flags) throws Exception {
    try (TerseNode refused = TerseNode.launch(List.of(), folder.resolve(name), flags(flags))) {
      assertThat(refused.exitCode(Duration.ofSeconds(30))).isIn(1, 2);
      assertThat(refused.output()).contains(reason);
      return refused.output();
    }
  }

  private static String[] flags(String... store) {
    String[] flags = new String[store.length + 2];
    System.arraycopy(store, 0, flags, 0, store.length);
    flags[store.length] = "--clicks=none";
    flags[store.length + 1] = "--create-limit=0";
    return flags;
  }
}
