package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.LinkStore;
import terse.testkit.PostgresServer;
import terse.testkit.Sample;

/** A server that is killed, stands still or has no room, under callers who do not stop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PostgresOutageIT {
  private static final int CALLERS = 16;

  private PostgresServer server;

  @BeforeAll
  void start() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private PostgresStores open(String database) throws IOException {
    server.create(database);
    return PostgresStores.open(
        PostgresBackend.settings(server.url(database)).withDeadline(Duration.ofSeconds(2)),
        InstantSource.system());
  }

  @Test
  void killedServerLosesNothingAcknowledgedAndIsUsedAgain() throws IOException {
    try (PostgresStores stores = open("killed")) {
      LinkStorm storm = new LinkStorm(stores.links());
      storm.during(() -> killTwice(storm), CALLERS);
      assertThat(storm.refused()).isPositive();
      storm.assertKept();
    }
  }

  private void killTwice(LinkStorm storm) throws IOException {
    for (int i = 0; i < 2; i++) {
      storm.awaitMore(500);
      server.kill();
      server.resume();
    }
    storm.awaitMore(500);
  }

  @Test
  void pausedServerIsUnknownWithinTheDeadlineAndSettledAfterwards() throws Exception {
    try (PostgresStores stores = open("paused")) {
      LinkStore links = stores.links();
      links.insert(Sample.link(0).asNew());
      server.pause();
      try {
        long began = System.nanoTime();
        assertFault(Fault.OUTCOME_UNKNOWN, () -> links.insert(Sample.named(1, "one").asNew()));
        assertFault(Fault.STORE_UNAVAILABLE, () -> links.feedPosition());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      } finally {
        server.resume();
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> links.insert(Sample.named(2, "two").asNew()) != null);
      boolean kept = links.find(Sample.named(1, "one").key()).isPresent();
      assertThat(links.findByName(1, "one").isPresent()).isEqualTo(kept);
      assertThat(links.count()).isEqualTo(kept ? 3 : 2);
    }
  }

  @Test
  void serverWithoutConnectionsToSpareIsUsedAgainOnceItHasSome() throws Exception {
    server.create("crowded");
    PostgresSettings guarded =
        PostgresSettings.of(server.url("crowded"), PostgresServer.GUARDED, PostgresServer.PASSWORD);
    try (PostgresStores stores = PostgresStores.open(guarded, InstantSource.system())) {
      LinkStore links = stores.links();
      links.insert(Sample.link(0).asNew());
      server.sql(
          "postgres", "ALTER ROLE guarded CONNECTION LIMIT 0", "ALTER ROLE guarded NOSUPERUSER");
      server.sql(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'crowded'");
      assertFault(Fault.STORE_UNAVAILABLE, () -> links.find(Sample.link(0).key()));
      assertFault(Fault.STORE_UNAVAILABLE, () -> links.insert(Sample.link(1).asNew()));
      server.sql(
          "postgres", "ALTER ROLE guarded CONNECTION LIMIT -1", "ALTER ROLE guarded SUPERUSER");
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> links.insert(Sample.link(2).asNew()) instanceof InsertOutcome.Inserted);
      assertThat(links.count()).isEqualTo(2);
    }
  }

  private static void assertFault(Fault fault, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(TerseException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
