package terse.sql;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;
import terse.link.LinkStore;
import terse.link.NewLink;

/**
 * Measures durable creates through the store alone; run by hand with a file and seconds a round.
 * Singles come from 64 virtual threads, bulk is calls of 1,000 links from two threads.
 */
final class WriteRate {
  private static final System.Logger LOG = System.getLogger(WriteRate.class.getName());
  private static final int BULK = 1_000;

  private final SqliteStores stores;
  private final LinkStore links;
  private final Duration round;
  private final AtomicLong next;

  private WriteRate(SqliteStores stores, Duration round) {
    this.stores = stores;
    this.links = stores.links();
    this.round = round;
    this.next = new AtomicLong(stores.ranges().lease(1, 1, 1L << 32).from());
  }

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    Duration round = Duration.ofSeconds(Long.parseLong(arguments[1]));
    try (SqliteStores stores =
        SqliteStores.open(file, SqliteSettings.DEFAULT, InstantSource.system())) {
      WriteRate rate = new WriteRate(stores, round);
      for (int i = 0; i < 3; i++) {
        rate.measure("single, 64 callers", 64, 1, false);
        rate.measure("single with idempotency key, 64 callers", 64, 1, true);
        rate.measure("bulk", 2, BULK, false);
        rate.measure("bulk with idempotency keys", 2, BULK, true);
      }
    }
  }

  private void measure(String what, int callers, int size, boolean keyed) {
    long commits = stores.writes().commits();
    long nanos = stores.writes().nanos();
    long cpu = writerCpuNanos();
    long began = System.nanoTime();
    long created = drive(callers, size, keyed, began + round.toNanos());
    double seconds = (System.nanoTime() - began) / 1e9;
    long committed = stores.writes().commits() - commits;
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: {1} links/s, {2} links a commit, {3} us a commit, {4} ns of writer CPU a"
            + " link, {5} links stored",
        what,
        Math.round(created / seconds),
        created / committed,
        (stores.writes().nanos() - nanos) / committed / 1_000,
        (writerCpuNanos() - cpu) / created,
        links.count());
  }

  private static long writerCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("sql-writer"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private long drive(int callers, int size, boolean keyed, long end) {
    AtomicLong created = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        var _ =
            threads.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    created.addAndGet(links.insertAll(batch(size, keyed)).size());
                  }
                });
      }
    }
    return created.get();
  }

  private List<NewLink> batch(int size, boolean keyed) {
    String request = UUID.randomUUID().toString();
    List<NewLink> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(link(next.getAndIncrement(), keyed ? request + ":" + i : null));
    }
    return batch;
  }

  private static NewLink link(long number, @Nullable String requestKey) {
    String spread = Long.toHexString(number * 0x9E3779B97F4A7C15L);
    NewLink.Idempotency asked =
        requestKey == null ? null : new NewLink.Idempotency(requestKey, spread.repeat(4));
    return new NewLink(
        new LinkKey(1, 1, number),
        null,
        null,
        "https://www.example.com/articles/2026/03/"
            + spread
            + "/index.html?ref=newsletter&id="
            + number,
        1,
        null,
        List.of(),
        302,
        Instant.now(),
        null,
        null,
        asked,
        false);
  }
}
