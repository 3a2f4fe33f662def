package terse.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import terse.click.Enrichment;
import terse.click.GeoLookup;
import terse.click.Tier;
import terse.server.journal.ClickPump;
import terse.server.journal.Journal;
import terse.server.journal.JournalSettings;
import terse.server.journal.JournalWriter;
import terse.server.journal.LiveClicks;
import terse.server.journal.Salts;

/**
 * What a click costs the event loop that appends it, and the pump that reads and enriches it (into
 * a store that keeps nothing): CPU time of the one thread that does it. One argument: a folder that
 * does not exist yet, on the disk to measure.
 */
public final class ClickJournal {
  private static final int BURST = 50_000;
  private static final int BURSTS = 40;
  private static final int AGENTS = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final InstantSource clock = InstantSource.system();
  private final List<String> agents = new ArrayList<>();
  private final byte[] address = {(byte) 203, 0, 113, 7};

  private ClickJournal() {
    for (int version = 0; version < AGENTS; version++) {
      agents.add(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/%d.0.0.0 Safari/537.36".formatted(version));
    }
  }

  /** Measures and prints. */
  public static void main(String[] args) throws IOException {
    new ClickJournal().measure(Path.of(args[0]));
  }

  private void measure(Path folder) throws IOException {
    SecureRandom random = new SecureRandom();
    Salts salts = Salts.open(folder.resolve("salts"), Duration.ofDays(1), clock, random);
    JournalSettings settings = JournalSettings.of(1).withSizes(16 << 20, 2L << 30);
    try (Journal journal =
        Journal.open(folder.resolve("journal"), settings, salts, clock, random)) {
      append(journal);
      pump(journal);
      IO.println(journal.figures());
    }
  }

  private void append(Journal journal) {
    JournalWriter writer = journal.writer(0);
    List<Double> costs = new ArrayList<>();
    for (int burst = 0; burst < BURSTS; burst++) {
      awaitSpares(journal);
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < BURST; i++) {
        append(writer, i);
      }
      costs.add((THREADS.getCurrentThreadCpuTime() - before) / (double) BURST);
    }
    costs.subList(0, BURSTS / 4).clear();
    Collections.sort(costs);
    IO.println(
        "append: median %.0f ns, best %.0f ns, worst burst %.0f ns"
            .formatted(costs.get(costs.size() / 2), costs.getFirst(), costs.getLast()));
  }

  private void append(JournalWriter writer, int i) {
    writer.append(
        clock.millis(),
        1,
        1,
        i,
        1,
        address,
        true,
        false,
        agents.get(i % AGENTS),
        "https://www.example.org/some/page?with=query",
        "utm_source=letter",
        Tier.L1,
        40);
  }

  private void pump(Journal journal) {
    Enrichment enrichment = new Enrichment(GeoLookup.NONE);
    long clicks = journal.figures().appended();
    long cpu = 0;
    try (ClickPump pump =
        new ClickPump(journal, new NoClickStore(), enrichment::enrich, new LiveClicks(), clock)) {
      pump.start();
      Thread thread = named("terse-click-pump");
      while (pump.clicksTakenIn() < clicks) {
        cpu = THREADS.getThreadCpuTime(thread.threadId());
        LockSupport.parkNanos(1_000_000);
      }
    }
    IO.println(
        "read, decode, enrich: %.0f ns a click, %.0f clicks/s on one core"
            .formatted(cpu / (double) clicks, clicks * 1e9 / cpu));
  }

  private static Thread named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitSpares(Journal journal) {
    while (journal.figures().spares() < 2) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
