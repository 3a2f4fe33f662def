package terse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import terse.click.ClickStore;
import terse.click.Enrichment;
import terse.click.GeoLookup;
import terse.click.Tier;
import terse.duckdb.DuckDbClickStore;
import terse.server.journal.ClickPump;
import terse.server.journal.Journal;
import terse.server.journal.JournalSettings;
import terse.server.journal.JournalWriter;
import terse.server.journal.LiveClicks;
import terse.server.journal.Salts;

/**
 * Clicks a second and core on their way from the journal to the report, bytes a click on disk, and
 * how long after its answer a click is visible while the product redirects at a steady rate.
 */
public final class ClickRate {
  private static final int LINKS = 10_000;
  private static final int CLIENTS = 4;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final List<String> AGENTS =
      IntStream.range(0, 200).mapToObj(ClickRate::agent).toList();

  private final int clicks;
  private final int rate;
  private final Duration time;

  private ClickRate(Options options) {
    this.clicks = options.number("clicks", 3_000_000);
    this.rate = options.number("rate", 10_000);
    this.time = Duration.ofSeconds(options.number("seconds", 10));
  }

  public static void main(String[] arguments) throws Exception {
    var options = Options.of(arguments);
    var run = new ClickRate(options);
    run.in(run::drain);
    run.in(folder -> new ClickLag(folder, run.rate, run.time).print("nothing else"));
    run.in(folder -> new ClickLag(folder, run.rate, run.time).fold().print("closed hours folded"));
    if (options.number("product", 1) > 0) {
      run.watch();
    }
  }

  private interface Measurement {
    void in(Path folder) throws Exception;
  }

  private void in(Measurement measurement) throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    try {
      measurement.in(folder);
    } finally {
      Product.delete(folder);
    }
  }

  static Journal journal(Path folder) throws IOException {
    var random = new SecureRandom();
    var salts = Salts.open(folder.resolve("salts"), Duration.ofDays(1), CLOCK, random);
    var settings = JournalSettings.of(1).withSizes(16 << 20, 8L << 30);
    return Journal.open(folder.resolve("journal"), settings, salts, CLOCK, random);
  }

  static ClickPump pump(Journal journal, ClickStore store) {
    return new ClickPump(
        journal, store, new Enrichment(GeoLookup.NONE)::enrich, new LiveClicks(), CLOCK);
  }

  /** Fills a journal first, so that only the way out of it is measured, once that is warm. */
  private void drain(Path folder) throws IOException, InterruptedException {
    var file = folder.resolve("clicks.duckdb");
    try (var journal = journal(folder);
        var store = DuckDbClickStore.open(file)) {
      append(journal);
      var proc = new Proc(ProcessHandle.current().pid());
      try (var pump = pump(journal, store)) {
        pump.start();
        var warm = mark(proc, pump, clicks / 3);
        mark(proc, pump, clicks).print(warm);
      }
    }
    Sheet.line("on disk: %.1f bytes a click (goal 45)", (double) Files.size(file) / clicks);
  }

  /** Where the pump is, and what that has taken so far. */
  private record Mark(long clicks, long nanos, Duration cpu, Map<String, Duration> threads) {
    void print(Mark from) {
      var taken = (double) (clicks - from.clicks);
      var spent = cpu.minus(from.cpu);
      Sheet.line(
          "journal to report: %,.0f clicks/s, %,.0f for each second of CPU (goal 200,000)",
          taken * 1e9 / (nanos - from.nanos), taken * 1e9 / spent.toNanos());
      threads.forEach(
          (group, time) -> {
            var before = from.threads.getOrDefault(group, Duration.ZERO);
            Sheet.line("  %-10s %6.0f ns a click", group, time.minus(before).toNanos() / taken);
          });
    }
  }

  private static Mark mark(Proc proc, ClickPump pump, int clicks)
      throws IOException, InterruptedException {
    while (pump.clicksTakenIn() < clicks) {
      Thread.sleep(20); // looking more often would be counted, too
    }
    return new Mark(
        pump.clicksTakenIn(), System.nanoTime(), proc.cpu(), proc.cpuBy(ClickRate::group));
  }

  private static String group(String thread) {
    if (thread.startsWith("terse-click-pum")) {
      return "pump";
    }
    if (thread.startsWith("terse-journal")) {
      return "journal";
    }
    if (thread.startsWith("C1 Comp") || thread.startsWith("C2 Comp")) {
      return "compilers";
    }
    if (thread.startsWith("duckdb")) {
      return "engine";
    }
    return thread.startsWith("GC ") || thread.startsWith("G1 ") ? "collector" : "others";
  }

  private void append(Journal journal) {
    var writer = journal.writer(0);
    var now = Instant.now().toEpochMilli();
    for (var i = 0; i < clicks; i++) {
      while (i % 1_000 == 0 && journal.figures().spares() < 2) {
        LockSupport.parkNanos(1_000_000);
      }
      append(writer, i, now - clicks / 1_000 + i / 1_000);
    }
  }

  /** One of many clicks like those of a busy server, by its number. */
  static void append(JournalWriter writer, int i, long at) {
    var address = new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
    var kept =
        writer.append(
            at,
            1,
            1,
            spread(i) % LINKS,
            1,
            address,
            true,
            false,
            AGENTS.get(spread(i + 7) % AGENTS.size()),
            i % 3 == 0 ? null : "https://site-" + spread(i + 3) % 300 + ".example/page/" + i,
            i % 10 == 0 ? "utm_source=letter&utm_medium=mail&utm_campaign=spring" : null,
            Tier.L1,
            12);
    if (!kept) {
      throw new IllegalStateException("The journal was full after " + i + " clicks.");
    }
  }

  private static String agent(int number) {
    var system = List.of("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Android 14; Mobile");
    return "Mozilla/5.0 ("
        + system.get(number % system.size())
        + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
        + (60 + number)
        + ".0.0.0 Safari/537.36";
  }

  private static int spread(int number) {
    var mixed = number * 0x9e3779b9;
    return (mixed ^ (mixed >>> 15)) & Integer.MAX_VALUE;
  }

  /** Redirects at a steady rate and looks at how old the newest complete report is. */
  private void watch() throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    try (var product = Product.start(folder)) {
      var links = product.bulk(Product.line("https://example.com/"));
      var path = URI.create(links.getFirst().path("link").path("shortUrl").asText()).getRawPath();
      var worst = new ArrayList<Duration>();
      var watcher = Thread.ofPlatform().start(() -> observe(product, worst));
      var crowd = Crowd.work(CLIENTS, time, () -> steady(product, path));
      watcher.interrupt();
      watcher.join();
      Sheet.line(
          "at %,.0f redirects/s: reports were complete up to %,d ms ago at worst (goal 1000)",
          crowd.rate(1), worst.stream().mapToLong(Duration::toMillis).max().orElse(-1));
      verify(product, crowd.actions());
    } finally {
      Product.delete(folder);
    }
  }

  private Crowd.Client steady(Product product, String path) throws IOException {
    var wire = new Wire(product.linkPort());
    var request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent(1) + "\r\n\r\n";
    var pause = 1_000_000_000L * CLIENTS / rate;
    var next = new long[] {System.nanoTime()};
    return number -> {
      next[0] += pause;
      while (System.nanoTime() < next[0]) {
        LockSupport.parkNanos(next[0] - System.nanoTime());
      }
      if (wire.exchange(request).status() != 302) {
        throw new IOException("not a redirect");
      }
    };
  }

  private static void observe(Product product, List<Duration> worst) {
    try {
      for (var round = 0; ; round++) {
        var report = product.get("/stats?bucket=hour");
        var asked = Instant.now();
        if (round > 3) { // the first reports also load code
          worst.add(Duration.between(Instant.parse(report.path("freshUntil").asText()), asked));
        }
        Thread.sleep(200);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void verify(Product product, long redirects)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    var counted = 0L;
    while (counted < redirects && System.nanoTime() < until) {
      Thread.sleep(50);
      var report = product.get("/stats");
      counted = report.path("clicks").asLong() + report.path("botClicks").asLong();
    }
    Sheet.line("%,d redirects answered, %,d clicks counted", redirects, counted);
  }
}
