package terse.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.Click;
import terse.click.LinkRef;
import terse.click.Position;
import terse.duckdb.DuckDbClickStore;
import terse.report.Bucket;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;

/**
 * What the DuckDB store does with a number of clicks over thirty days: how fast they are appended,
 * how much room they take, how long folding takes, how long reports take before and after. Two
 * arguments: a folder that does not exist yet, and the number of clicks.
 */
public final class ClickStoreFigures {
  private static final int BATCH = 50_000;
  private static final int ROUNDS = 5;
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private final Path file;
  private final int count;
  private final SampleClicks clicks;
  private final Click popular;

  private ClickStoreFigures(Path folder, int count) {
    this.file = folder.resolve("clicks.duckdb");
    this.count = count;
    int step = (int) (2 * Duration.ofDays(30).toMillis() / count);
    this.clicks = new SampleClicks(START.toEpochMilli(), step);
    this.popular = SampleClicks.popular(new SampleClicks(0, 2).next(BATCH));
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    new ClickStoreFigures(folder, Integer.parseInt(arguments[1])).measure();
  }

  private void measure() throws IOException {
    append();
    Sheet.line("raw: %.1f bytes a click", Files.size(file) / (double) count);
    open();
    reports("before folding");
    fold();
    Sheet.line("with rollups: %.1f bytes a click", Files.size(file) / (double) count);
    reports("after folding");
  }

  private void append() {
    long wall = 0;
    long cpu = 0;
    try (var store = DuckDbClickStore.open(file)) {
      for (int done = 0; done < count; done += BATCH) {
        List<Click> batch = clicks.next(BATCH);
        long startCpu = cpu();
        long start = System.nanoTime();
        store.append(batch, List.of(new Position("bench", 1, 0, done + BATCH)));
        wall += System.nanoTime() - start;
        cpu += cpu() - startCpu;
      }
    }
    Sheet.line(
        "append: %,.0f clicks/s, %.2f µs of CPU a click", count * 1e9 / wall, cpu / 1e3 / count);
  }

  private void open() {
    long start = System.nanoTime();
    DuckDbClickStore.open(file).close();
    Sheet.line("open and close: %.0f ms", (System.nanoTime() - start) / 1e6);
  }

  private void fold() {
    long start = System.nanoTime();
    long startCpu = cpu();
    try (var store = DuckDbClickStore.open(file)) {
      store.fold(Instant.ofEpochMilli(clicks.at()).plus(Duration.ofDays(1)));
    }
    Sheet.line(
        "fold: %.1f s, %.2f µs of CPU a click",
        (System.nanoTime() - start) / 1e9, (cpu() - startCpu) / 1e3 / count);
  }

  private void reports(String when) {
    Sheet.line(when);
    Map<Dimension, String> filter = Map.of(Dimension.DEVICE, "mobile");
    try (var store = DuckDbClickStore.open(file)) {
      report(store, "all, 30 days by the day", query(null, null, Bucket.DAY, Map.of()));
      report(store, "all, 720 hours", query(null, null, Bucket.HOUR, Map.of()));
      report(store, "an account, 720 hours", query(null, popular.owner(), Bucket.HOUR, Map.of()));
      report(store, "a link, 720 hours", query(popular.link(), null, Bucket.HOUR, Map.of()));
      report(store, "a link, filtered", query(popular.link(), null, Bucket.HOUR, filter));
      report(store, "all, filtered", query(null, null, Bucket.DAY, filter));
    }
  }

  private StatsQuery query(
      @Nullable LinkRef link,
      @Nullable Integer owner,
      Bucket bucket,
      Map<Dimension, String> filters) {
    Instant to = Instant.ofEpochMilli(clicks.at());
    return new StatsQuery(link, owner, START, to, ZONE, bucket, filters, 10);
  }

  private static void report(DuckDbClickStore store, String name, StatsQuery query) {
    double[] millis = new double[ROUNDS];
    Stats stats = store.query(query);
    long startCpu = cpu();
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      stats = store.query(query);
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    double cpuMillis = (cpu() - startCpu) / 1e6 / ROUNDS;
    Arrays.sort(millis);
    Sheet.line(
        "  %-24s median %6.0f ms, worst %6.0f ms, CPU %6.0f ms (%,d clicks, %,d %s)",
        name,
        millis[ROUNDS / 2],
        millis[ROUNDS - 1],
        cpuMillis,
        stats.clicks(),
        stats.visitors(),
        stats.visitorsAre());
  }

  /** CPU time of the whole process in nanoseconds, the engine's threads included. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
