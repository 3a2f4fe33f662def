package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import terse.testkit.PostgresServer;
import terse.testkit.Sample;

/** Word of the feed, and silence that is noticed. */
@SuppressWarnings("NullAway.Init")
class PostgresHintsIT {
  private final AtomicInteger hints = new AtomicInteger();
  private PostgresServer server;
  private PostgresStores stores;
  private PostgresHints listener;

  @BeforeEach
  void start() throws IOException {
    server = PostgresServer.start();
    server.create("terse");
    stores =
        PostgresStores.open(PostgresBackend.settings(server.url("terse")), InstantSource.system());
    listener = stores.listen(hints::incrementAndGet);
    await().until(listener::isListening);
  }

  @AfterEach
  void stop() {
    listener.close();
    stores.close();
    server.close();
  }

  @Test
  void changeIsHintedAtWhenItHasCommittedAndNothingElseIs() {
    int before = hints.get();
    stores.links().insert(Sample.link(1).asNew());
    stores.links().insert(Sample.named(2, "told").asNew());
    await().until(() -> hints.get() > before);
    assertThat(listener.heard()).isEqualTo(1);
    assertThat(stores.links().feedAfter(0, 10)).hasSize(1);
  }

  @Test
  void connectionThatEndsIsOpenedAgain() throws IOException {
    int before = hints.get();
    server.sql(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE query LIKE 'LISTEN%' OR query LIKE 'NOTIFY%'");
    await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > before);
    await().until(listener::isListening);
    stores.links().insert(Sample.named(1, "told").asNew());
    await().until(() -> listener.heard() > 0);
  }

  /** As a connection is that was cut without a word: nothing fails, nothing comes. */
  @Test
  void silenceIsNoticed() throws IOException {
    server.pause();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> !listener.isListening());
    } finally {
      server.resume();
    }
    await().atMost(Duration.ofSeconds(20)).until(listener::isListening);
  }
}
