package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.testkit.PostgresServer;
import terse.testkit.Sample;

/** A server with a synchronous standby, which takes its place. */
@SuppressWarnings("NullAway.Init")
class PostgresFailoverIT {
  private static final int CALLERS = 16;

  private PostgresServer primary;
  private PostgresServer standby;
  private PostgresStores stores;

  @BeforeEach
  void start() throws IOException {
    primary = PostgresServer.start();
    primary.create("terse");
    standby = primary.standby();
    stores =
        PostgresStores.open(
            PostgresBackend.settings(primary.url("terse", standby)), InstantSource.system());
  }

  @AfterEach
  void stop() {
    stores.close();
    standby.close();
    primary.close();
  }

  @Test
  void promotedStandbyHasEveryLinkThatWasAcknowledged() {
    LinkStorm storm = new LinkStorm(stores.links());
    storm.during(() -> failOver(storm), CALLERS);
    storm.assertKept();
  }

  private void failOver(LinkStorm storm) throws IOException {
    storm.awaitMore(1_000);
    primary.kill();
    standby.promote();
    storm.awaitMore(500);
  }

  /** The server calls such a commit a success, with a warning: it may not outlive the server. */
  @Test
  void commitWhoseWaitForTheStandbyWasCutShortIsUnknown() throws Exception {
    stores.links().insert(Sample.link(1).asNew());
    standby.pause();
    try {
      CompletableFuture<InsertOutcome> cut =
          CompletableFuture.supplyAsync(() -> stores.links().insert(Sample.link(2).asNew()));
      await().until(() -> !cancelled().isEmpty());
      assertThatThrownBy(() -> cut.get(4, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.OUTCOME_UNKNOWN));
      assertThat(stores.links().find(Sample.link(2).key())).isPresent();
    } finally {
      standby.resume();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> stores.links().insert(Sample.link(3).asNew()) instanceof InsertOutcome.Inserted);
  }

  private String cancelled() throws IOException {
    return primary.sql(
        "postgres",
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
  }
}
