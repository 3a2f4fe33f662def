package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.id.Snowflake;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;

/** Processes that mint under leased worker numbers: no id is ever printed twice. */
final class IdStormIT {
  private static final long TERM = 1_000;

  @TempDir Path folder;

  @Test
  void threeProcessesWithErringClocksNeverShareAnId() {
    storm(400_000);
  }

  @Test
  @Tag("storm")
  void aHundredMillionIdsOfThreeProcessesAreAllDifferent() {
    storm(34_000_000);
  }

  /** A fourth is killed on the way, and a fifth takes its place. */
  private void storm(long each) {
    SqliteStores.open(SqliteBackend.file(folder)).close();
    IdLedger ledger = new IdLedger();
    List<IdMill> mills = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mills.add(mill(each / 512 * 512, 64, 700L * i, ledger));
    }
    try (IdMill killed = mill(each, 64, 0, ledger)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> killed.count() > each / 20);
      killed.signal("KILL");
      killed.await();
    }
    mills.add(mill(each / 20 / 512 * 512, 64, 0, ledger));
    mills.forEach(mill -> assertThat(mill.await()).isZero());
    mills.forEach(IdMill::close);
    assertThat(ledger.duplicates()).isEmpty();
    assertThat(ledger.count()).isGreaterThan(3 * (each - 512));
  }

  @Test
  void processStoppedBeyondItsLeaseMintsNothingMoreUnderANumberThatIsAnothers() {
    ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
    try (SqliteStores stores = SqliteStores.open(SqliteBackend.file(folder));
        IdMill mill =
            IdMill.start(SqliteBackend.file(folder), Long.MAX_VALUE, 4, TERM, 0, ids::add)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> mill.count() > 10_000);
      mill.signal("STOP");
      List<WorkerLease> taken = takeAll(stores.workers());
      long inTime = drained(mill);

      mill.signal("CONT");
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofMinutes(1))
          .until(() -> mill.count() <= inTime + 4 * 512);
      assertThat(ids).allMatch(id -> mayStand(Snowflake.of(id), taken));

      stores.workers().release(taken.get(31), taken.get(31).after());
      long before = mill.count();
      await().atMost(Duration.ofMinutes(1)).until(() -> mill.count() > before + 10_000);
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.stream().map(id -> Snowflake.of(id).worker()).distinct()).hasSize(2);
  }

  /** What was minted under a number lies before where its next holder begins. */
  private static boolean mayStand(Snowflake id, List<WorkerLease> taken) {
    return id.instant().toEpochMilli() <= taken.get(id.worker()).after();
  }

  /** Every number's lease, in order, once all of them can be had. */
  private static List<WorkerLease> takeAll(WorkerLeases leases) {
    List<WorkerLease> taken = new ArrayList<>();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Optional<WorkerLease> lease =
                  leases.take(0, "test", Duration.ofHours(1), System.currentTimeMillis());
              lease.ifPresent(taken::add);
              return taken.size() == WorkerLeases.WORKERS;
            });
    taken.sort(Comparator.comparingInt(WorkerLease::worker));
    return taken;
  }

  /** Reads what the stopped process had printed. */
  private static long drained(IdMill mill) {
    long[] last = {-1};
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              boolean same = last[0] == mill.count();
              last[0] = mill.count();
              return same;
            });
    return last[0];
  }

  private IdMill mill(long count, int threads, long error, IdLedger ledger) {
    return IdMill.start(SqliteBackend.file(folder), count, threads, TERM, error, ledger::add);
  }
}
