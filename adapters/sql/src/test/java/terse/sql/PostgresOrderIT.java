package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.LinkStore;
import terse.testkit.Crowd;
import terse.testkit.Sample;

/** The order of the feed on an engine where transactions run at once and commit in any order. */
class PostgresOrderIT {
  private final Path folder;

  PostgresOrderIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A reader that had seen the later position would never ask for the earlier one again. */
  @Test
  void changeThatTookItsPlaceEarlierIsNeverBehindALaterOne() throws Exception {
    try (PostgresStores stores = PostgresBackend.stores(folder);
        Connection slow = PostgresBackend.connect(folder)) {
      LinkStore links = stores.links();
      slow.setAutoCommit(false);
      takePlace(slow);
      CompletableFuture<InsertOutcome> later =
          CompletableFuture.supplyAsync(() -> links.insert(Sample.named(1, "later").asNew()));
      awaitOneThatWaits(stores);
      assertThat(links.feedAfter(0, 10)).isEmpty();
      slow.commit();
      later.get(10, TimeUnit.SECONDS);
      assertThat(links.feedAfter(0, 10)).hasSize(2).extracting(FeedEntry::position).isSorted();
      assertThat(links.feedAfter(0, 10).getLast())
          .isInstanceOfSatisfying(
              FeedEntry.LinkChanged.class,
              entry -> assertThat(entry.foldedName()).isEqualTo("later"));
    }
  }

  /** Whether or not the store thinks of it: the table itself takes the lock. */
  @Test
  void twoWhoWriteToTheFeedBesideTheStoreWaitForEachOther() throws SQLException {
    try (PostgresStores stores = PostgresBackend.stores(folder);
        Connection first = PostgresBackend.connect(folder);
        Connection second = PostgresBackend.connect(folder)) {
      first.setAutoCommit(false);
      takePlace(first);
      HeldTransaction.execute(second, "SET statement_timeout = 200");
      assertThatThrownBy(() -> takePlace(second)).hasMessageContaining("statement timeout");
      first.commit();
      takePlace(second);
      assertThat(stores.links().feedAfter(0, 10)).hasSize(2);
    }
  }

  /** As a node does that stands still, or is cut off, between a change and its commit. */
  @Test
  void nodeThatStandsStillInATransactionHoldsOthersUpForSecondsOnly() throws SQLException {
    try (PostgresStores stores = PostgresBackend.stores(folder);
        Connection still = Postgres.connect(PostgresBackend.settings(folder))) {
      still.setAutoCommit(false);
      takePlace(still);
      long began = System.nanoTime();
      assertThat(stores.links().insert(Sample.named(1, "other").asNew()))
          .isInstanceOf(InsertOutcome.Inserted.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
      assertThat(stores.links().feedAfter(0, 10)).hasSize(1);
    }
  }

  /** Two nodes claim the same blocks of idempotency keys in opposite orders, time and again. */
  @Test
  void changesThatGetInEachOthersWayAreMadeAllTheSame() {
    try (PostgresStores here = PostgresBackend.stores(folder);
        PostgresStores there = PostgresBackend.stores(folder)) {
      for (int round = 0; round < 4; round++) {
        int number = round * 4;
        String first = "first-" + round;
        String second = "second-" + round;
        CompletableFuture<List<InsertOutcome>> beside =
            CompletableFuture.supplyAsync(() -> pair(there, number, first, second));
        List<InsertOutcome> own = pair(here, number + 2, second, first);
        List<InsertOutcome> others = beside.join();
        assertThat(own).hasSize(2).allMatch(PostgresOrderIT::isAnswered);
        assertThat(others).hasSize(2).allMatch(PostgresOrderIT::isAnswered);
      }
      assertThat(here.links().count()).isEqualTo(8);
    }
  }

  /** They share a row, which each of them reads before it changes it. */
  @Test
  void keysOfOneBlockThatAreUsedAtOnceAreAllRemembered() {
    try (PostgresStores here = PostgresBackend.stores(folder);
        PostgresStores there = PostgresBackend.stores(folder)) {
      here.links().insert(Sample.link(0).idempotent("bulk#0", "d").asNew());
      List<InsertOutcome> first = Crowd.of(60, i -> keyed(i % 2 == 0 ? here : there, 1_000, i));
      List<InsertOutcome> again = Crowd.of(60, i -> keyed(i % 2 == 0 ? there : here, 2_000, i));
      assertThat(first.subList(1, 60)).allMatch(InsertOutcome.Inserted.class::isInstance);
      assertThat(again).allMatch(InsertOutcome.Replayed.class::isInstance);
    }
  }

  private static InsertOutcome keyed(PostgresStores stores, int number, int key) {
    return stores.links().insert(Sample.link(number + key).idempotent("bulk#" + key, "d").asNew());
  }

  private static List<InsertOutcome> pair(
      PostgresStores stores, int number, String first, String second) {
    return stores
        .links()
        .insertAll(
            List.of(
                Sample.link(number).idempotent(first, "d").asNew(),
                Sample.link(number + 1).idempotent(second, "d").asNew()));
  }

  private static boolean isAnswered(InsertOutcome outcome) {
    return outcome instanceof InsertOutcome.Inserted || outcome instanceof InsertOutcome.Replayed;
  }

  /** A change that has taken its place in the feed and has not committed. */
  private static void takePlace(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            Wording.shipped(SQLDialect.POSTGRES).of(Phrase.INSERT_OUTBOX))) {
      Object[] row = {OutboxKind.DOMAINS, 0, 0, 0L, "", 0L, System.currentTimeMillis()};
      for (int i = 0; i < row.length; i++) {
        insert.setObject(i + 1, row[i]);
      }
      insert.executeUpdate();
    }
  }

  private static void awaitOneThatWaits(PostgresStores stores) {
    await()
        .until(
            () ->
                stores
                        .lookups()
                        .read(
                            session ->
                                session.first(
                                    "select count(*) from pg_locks where not granted",
                                    row -> row.getInt(1)))
                        .orElse(0)
                    > 0);
  }
}
