package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkStore;
import terse.link.NewLink;
import terse.testkit.Crowd;
import terse.testkit.LinkBackend;
import terse.testkit.Sample;
import terse.testkit.SteerableClock;

class WriterTest {
  private final Path folder;
  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-03-01T12:00:00Z"));

  WriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void concurrentCreatesShareCommits() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      Crowd.of(64, i -> stores.links().insert(Sample.link(i).asNew()));
      assertThat(stores.writes().rows()).isEqualTo(64);
      assertThat(stores.writes().commits()).isLessThan(64);
      assertThat(stores.writes().buckets()).hasSize(WriteMeter.bucketBoundsMicros().length + 1);
      assertThat(stores.writes().slowestNanos()).isBetween(1L, stores.writes().nanos());
      assertThat(stores.writeQueueDepth()).isZero();
    }
  }

  @Test
  void fullQueueRefusesAtOnceAndChangesNothing() {
    SqliteSettings narrow =
        SqliteSettings.DEFAULT.withQueueRows(10).withDeadline(Duration.ofMillis(300));
    try (SqliteStores stores = open(narrow)) {
      try (LinkBackend.Hold hold = new SqliteBackend().hold(folder)) {
        assertThat(hold).isNotNull();
        assertFault(Fault.OUTCOME_UNKNOWN, () -> stores.links().insert(Sample.link(1).asNew()));
        assertFault(Fault.OVERLOADED, () -> stores.links().insertAll(links(100, 10)));
        assertThat(stores.writeQueueDepth()).isEqualTo(stores.writeQueueBound()).isEqualTo(10);
        assertFault(Fault.OVERLOADED, () -> stores.links().insert(Sample.link(200).asNew()));
        assertThat(stores.writes().refusals()).isEqualTo(1);
      }
      await().until(() -> stores.links().count() == 1);
      assertThat(stores.links().find(Sample.link(100).key())).isEmpty();
      assertThat(stores.links().find(Sample.link(200).key())).isEmpty();
    }
  }

  @Test
  void changeAtFaultTakesNoOtherWithIt() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      links.insert(Sample.link(0).asNew());
      List<String> outcomes = Crowd.of(64, i -> attempt(links, i % 8 == 0 ? 0 : i));
      assertThat(outcomes).filteredOn("inserted"::equals).hasSize(56);
      assertThat(outcomes).filteredOn("INTERNAL"::equals).hasSize(8);
      assertThat(links.count()).isEqualTo(57);
    }
  }

  @Test
  void fullDiskRefusesCreatesUntilThereIsRoomAgain() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      links.insertAll(links(0, 100));
      allowPages(stores, 1);
      assertFault(Fault.STORE_UNAVAILABLE, () -> links.insertAll(links(1_000, 5_000)));
      assertThat(links.count()).isEqualTo(100);
      assertThat(links.find(Sample.link(1_000).key())).isEmpty();
      allowPages(stores, 1_000_000);
      assertThat(links.insertAll(links(1_000, 5_000)))
          .allMatch(InsertOutcome.Inserted.class::isInstance);
      assertThat(links.count()).isEqualTo(5_100);
    }
  }

  @Test
  void idempotencyKeysAreForgottenAfterADayAndNotBefore() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      NewLink first = Sample.link(1).idempotent("k", "d").asNew();
      links.insert(first);
      clock.advance(Duration.ofHours(24));
      assertThat(links.insert(Sample.link(2).idempotent("k", "d").asNew()))
          .isEqualTo(new InsertOutcome.Replayed(first.toLink()));
      clock.advance(Duration.ofHours(1));
      links.insert(Sample.link(3).asNew());
      assertThat(links.insert(Sample.link(4).idempotent("k", "d").asNew()))
          .isInstanceOf(InsertOutcome.Inserted.class);
    }
  }

  @Test
  void linesOfARepeatedBulkRequestAreKnownHoweverTheyAreCut() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      links.insertAll(lines(0, 0, 50));
      assertThat(links.insertAll(lines(1_000, 20, 200)))
          .satisfies(
              outcomes -> assertThat(outcomes.subList(0, 30)).allMatch(WriterTest::isReplayed),
              outcomes ->
                  assertThat(outcomes.subList(30, 180))
                      .allMatch(InsertOutcome.Inserted.class::isInstance));
      assertThat(links.insertAll(lines(2_000, 0, 200))).allMatch(WriterTest::isReplayed);
      assertThat(links.count()).isEqualTo(200);
    }
  }

  @Test
  void nameThatWasTakenIsNotRememberedWithItsRequest() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      links.insert(Sample.named(1, "offer").asNew());
      NewLink late = Sample.named(2, "offer").idempotent("bulk#2", "d").asNew();
      NewLink good = Sample.link(3).idempotent("bulk#3", "d").asNew();
      assertThat(links.insertAll(List.of(late, good)))
          .containsExactly(new InsertOutcome.Taken(), new InsertOutcome.Inserted(good.toLink()));
      assertThat(links.insert(late)).isEqualTo(new InsertOutcome.Taken());
      assertThat(links.insert(good)).isEqualTo(new InsertOutcome.Replayed(good.toLink()));
    }
  }

  @Test
  void changesAreForgottenAfterAWeekButForTheNewest() {
    try (SqliteStores stores = open(SqliteSettings.DEFAULT)) {
      LinkStore links = stores.links();
      links.insert(Sample.named(1, "one").asNew());
      links.insert(Sample.named(2, "two").asNew());
      clock.advance(Duration.ofDays(7));
      links.insert(Sample.link(3).asNew());
      assertThat(links.feedAfter(0, 10)).hasSize(2);
      clock.advance(Duration.ofSeconds(11));
      links.insert(Sample.link(4).asNew());
      assertThat(links.feedAfter(0, 10))
          .singleElement()
          .satisfies(
              left -> assertThat(((FeedEntry.LinkChanged) left).foldedName()).isEqualTo("two"));
      assertThat(links.feedPosition()).isEqualTo(2);
    }
  }

  @Test
  void closedStoreSaysSo() {
    SqliteStores stores = open(SqliteSettings.DEFAULT);
    LinkStore links = stores.links();
    stores.close();
    stores.close();
    assertFault(Fault.STORE_UNAVAILABLE, () -> links.insert(Sample.link(1).asNew()));
    assertFault(Fault.STORE_UNAVAILABLE, () -> links.find(Sample.link(1).key()));
  }

  @Test
  void whatWaitsIsWrittenBeforeTheStoreCloses() {
    SqliteStores stores = open(SqliteSettings.DEFAULT);
    List<Link> acknowledged =
        Crowd.of(33, i -> i == 32 ? closed(stores) : kept(stores.links(), i)).stream()
            .flatMap(List::stream)
            .toList();
    try (SqliteStores reopened = open(SqliteSettings.DEFAULT)) {
      acknowledged.forEach(link -> assertThat(reopened.links().find(link.key())).contains(link));
    }
  }

  private static List<Link> closed(SqliteStores stores) {
    stores.close();
    return List.of();
  }

  private static List<Link> kept(LinkStore links, int number) {
    try {
      return links.insert(Sample.link(number).asNew()) instanceof InsertOutcome.Inserted(Link link)
          ? List.of(link)
          : List.of();
    } catch (TerseException e) {
      assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE);
      return List.of();
    }
  }

  private static String attempt(LinkStore links, int number) {
    try {
      return links.insert(Sample.link(number).asNew()) instanceof InsertOutcome.Inserted
          ? "inserted"
          : "refused";
    } catch (TerseException e) {
      return e.fault().name();
    }
  }

  /** SQLite answers a file that may not grow as it answers a full disk. */
  private static void allowPages(SqliteStores stores, int pages) {
    stores
        .changes()
        .write(
            1,
            session ->
                session.once("PRAGMA max_page_count = " + pages, row -> row.getInt(1), List.of()));
  }

  private static List<NewLink> links(int from, int count) {
    List<NewLink> links = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      links.add(Sample.link(i).asNew());
    }
    return links;
  }

  private static boolean isReplayed(InsertOutcome outcome) {
    return outcome instanceof InsertOutcome.Replayed(Link link) && link.key().number() < 2_000;
  }

  /** Lines of one bulk request, under numbers of their own. */
  private static List<NewLink> lines(int number, int from, int to) {
    List<NewLink> lines = new ArrayList<>();
    for (int line = from; line < to; line++) {
      lines.add(Sample.link(number + line).idempotent("bulk#" + line, "d" + line).asNew());
    }
    return lines;
  }

  private static void assertFault(Fault fault, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(TerseException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private SqliteStores open(SqliteSettings settings) {
    InstantSource time = clock;
    return SqliteStores.open(SqliteBackend.file(folder), settings, time);
  }
}
