package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import terse.testkit.PostgresServer;

/** The same on a PostgreSQL server. */
final class TwoNodesOnPostgresIT extends TwoNodesIT {
  private @Nullable PostgresServer server;

  @Override
  String[] store() throws IOException {
    PostgresServer started = server;
    if (started == null) {
      started = PostgresServer.start();
      started.create("terse");
      server = started;
    }
    return PostgresFlags.of(started, "terse");
  }

  @Test
  void changeIsHintedAtToTheOtherNode() throws Exception {
    TerseClient.Created link = onA().create("https://example.com/");
    long before = Metrics.of(b()).value("terse_feed_hints_total");
    onA().send("/api/v1/links/" + link.id(), "DELETE", "");
    await()
        .untilAsserted(
            () -> {
              assertThat(Metrics.of(b()).value("terse_feed_hints_total")).isGreaterThan(before);
              assertThat(Metrics.of(b()).value("terse_feed_hints_heard")).isEqualTo(1);
            });
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
