package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.report.ReportException;
import terse.report.Stats;
import terse.testkit.RandomClicks;

/** Appending, folding and reporting at the same time. */
class BusyStoreTest {
  /** When the hours, the days and the first month of the clicks are complete. */
  private static final Instant LATER = Storm.END.plus(Duration.ofDays(2));

  @TempDir private Path folder;

  @Test
  void clicksThatArriveWhileTheirHourIsFoldedAreCounted() throws Exception {
    var clicks = new RandomClicks(new Random(3));
    try (var store = DuckDbClickStore.open(folder.resolve("clicks.duckdb"));
        ExecutorService others = Executors.newFixedThreadPool(2)) {
      var done = new CountDownLatch(1);
      Future<?> folding = others.submit(() -> foldUntil(done, store));
      Future<?> reporting = others.submit(() -> reportUntil(done, store));
      long reached = 0;
      for (int batch = 0; batch < 60; batch++) {
        store.append(clicks.between(Storm.BEFORE, Storm.START.plusSeconds(6_000), 500), List.of());
        reached += 500;
      }
      done.countDown();
      folding.get();
      reporting.get();
      assertThat(Storm.counted(store)).isEqualTo(reached);
      store.fold(LATER);
      assertThat(Storm.counted(store)).isEqualTo(reached);
      store.forget(LATER, LATER);
      assertThat(Storm.counted(store)).isEqualTo(reached);
    }
  }

  @Test
  void anInterruptedFoldEndsAndIsDoneLater() {
    var clicks = new RandomClicks(new Random(4));
    try (var store = DuckDbClickStore.open(folder.resolve("clicks.duckdb"))) {
      store.append(clicks.between(Storm.START, Storm.END, 500), List.of());
      Thread.currentThread().interrupt();
      store.fold(Storm.END.plusSeconds(7_200));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.foldedUntil()).isZero();
      store.fold(Storm.END.plusSeconds(7_200));
      assertThat(store.foldedUntil()).isEqualTo(Storm.END.getEpochSecond() / 3_600 + 1);
      assertThat(Storm.counted(store)).isEqualTo(500);
    }
  }

  private static void foldUntil(CountDownLatch done, DuckDbClickStore store) {
    while (done.getCount() > 0) {
      store.fold(LATER);
    }
  }

  private static void reportUntil(CountDownLatch done, DuckDbClickStore store) {
    long latest = 0;
    while (done.getCount() > 0) {
      long counted = Storm.counted(store);
      assertThat(counted).isGreaterThanOrEqualTo(latest);
      assertThat(counted % 500).isZero();
      latest = counted;
    }
  }

  @Test
  void moreReportsThanMayWaitAreRefused() throws Exception {
    var release = new CountDownLatch(1);
    var threads = new ReportThreads();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Stats>> waiting = new ArrayList<>();
      for (int i = 0; i < 2 + 32; i++) {
        waiting.add(callers.submit(() -> threads.run(() -> stats(release))));
      }
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> threads.waiting() == 32);
      assertThatExceptionOfType(ReportException.class)
          .isThrownBy(() -> threads.run(() -> stats(release)))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(ReportException.Reason.BUSY));
      release.countDown();
      for (Future<Stats> report : waiting) {
        assertThat(report.get().clicks()).isEqualTo(1);
      }
    } finally {
      threads.close();
    }
  }

  private static Stats stats(CountDownLatch release) throws InterruptedException {
    release.await();
    return new Stats(1, 0, 0, "visitors", 0, 0, 0, List.of(), Map.of(), null);
  }
}
