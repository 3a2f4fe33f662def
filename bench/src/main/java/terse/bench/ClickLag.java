package terse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import terse.click.Position;
import terse.duckdb.DuckDbClickStore;
import terse.server.journal.ClickPump;
import terse.server.journal.JournalWriter;

/** How late clicks get into the store at a steady rate, by themselves or beside folding. */
final class ClickLag {
  private static final int HOURS = 48;
  private static final int AN_HOUR = 50_000;
  private static final int TICKS = 1_000;

  private final Path folder;
  private final int rate;
  private final Duration time;
  private final AtomicBoolean done = new AtomicBoolean();
  private boolean folds;

  ClickLag(Path folder, int rate, Duration time) {
    this.folder = folder;
    this.rate = rate;
    this.time = time;
  }

  /** With two days of closed hours, 50,000 clicks each, that are folded again and again. */
  ClickLag fold() {
    folds = true;
    return this;
  }

  void print(String beside) throws IOException, InterruptedException {
    try (var journal = ClickRate.journal(folder);
        var store = DuckDbClickStore.open(folder.resolve("clicks.duckdb"))) {
      var hours = folds ? fill(store) : 0;
      var folding = Thread.ofPlatform().name("fold").unstarted(() -> foldAll(store));
      List<Duration> late;
      try (var pump = ClickRate.pump(journal, store)) {
        pump.start();
        folding.start();
        late = steadily(journal.writer(0), pump);
      }
      done.set(true);
      folding.interrupt();
      folding.join();
      Collections.sort(late);
      Sheet.line(
          "at %,d clicks/s beside %s: in the store after %,d ms (p50), %,d ms (p99), %,d ms (worst;"
              + " goal 1000); %d hours to fold",
          rate,
          beside,
          late.get(late.size() / 2).toMillis(),
          late.get(late.size() * 99 / 100).toMillis(),
          late.getLast().toMillis(),
          hours);
    }
  }

  private int fill(DuckDbClickStore store) {
    var start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(HOURS + 2, ChronoUnit.HOURS);
    var clicks =
        new SampleClicks(
            start.toEpochMilli(), (int) (2 * Duration.ofHours(1).toMillis() / AN_HOUR));
    for (var hour = 0; hour < HOURS; hour++) {
      store.append(clicks.next(AN_HOUR), List.of(new Position("bench", 1, 0, hour)));
    }
    return HOURS;
  }

  private void foldAll(DuckDbClickStore store) {
    while (folds && !done.get()) {
      store.fold(Instant.now());
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Appends evenly and looks every millisecond how old the newest click in the store is. */
  private List<Duration> steadily(JournalWriter writer, ClickPump pump) {
    var late = new ArrayList<Duration>();
    var began = System.nanoTime();
    var appended = 0;
    for (var now = began; now - began < time.toNanos(); now = System.nanoTime()) {
      var due = (int) ((now - began) * rate / 1_000_000_000L);
      for (; appended < due; appended++) {
        ClickRate.append(writer, appended, System.currentTimeMillis());
      }
      if (now - began > time.toNanos() / 4) {
        late.add(Duration.between(pump.freshUntil(), Instant.now()));
      }
      LockSupport.parkNanos(1_000_000_000L / TICKS);
    }
    return late;
  }
}
