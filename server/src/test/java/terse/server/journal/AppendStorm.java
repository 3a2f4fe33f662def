package terse.server.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import terse.click.ClickStore;
import terse.click.Enrichment;
import terse.click.GeoLookup;
import terse.duckdb.DuckDbClickStore;

/** A process that appends as fast as it can and says what was acknowledged, until it is killed. */
final class AppendStorm {
  static final int WRITERS = 2;
  private static final int BATCH = 50;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
  private final Journal journal;
  private final long first;

  private AppendStorm(Journal journal, long first) {
    this.journal = journal;
    this.first = first;
  }

  /** Arguments: the folder, the first number each writer uses, and whether to pump to DuckDB. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    Salts salts = Salts.open(folder.resolve("salts"), Folder.PERIOD, clock, random);
    JournalSettings settings = JournalSettings.of(WRITERS).withSizes(1 << 20, 512L << 20);
    Journal journal = Journal.open(folder.resolve("journal"), settings, salts, clock, random);
    if (Boolean.parseBoolean(args[2])) {
      pump(journal, folder, clock);
    }
    AppendStorm storm = new AppendStorm(journal, Long.parseLong(args[1]));
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      Thread.ofPlatform().start(() -> storm.append(number));
    }
  }

  /** The number of a writer's click, unlike any of another writer. */
  static long number(int writer, long count) {
    return ((long) writer << 40) + count;
  }

  private static void pump(Journal journal, Path folder, InstantSource clock) {
    ClickStore store = DuckDbClickStore.open(folder.resolve("clicks.duckdb"));
    Enrichment enrichment = new Enrichment(GeoLookup.NONE);
    new ClickPump(journal, store, enrichment::enrich, new LiveClicks(), clock).start();
  }

  private void append(int writer) {
    JournalWriter to = journal.writer(writer);
    for (long count = first; true; count++) {
      while (!Folder.append(to, number(writer, count))) {
        Thread.onSpinWait();
      }
      if (count % BATCH == BATCH - 1) {
        out.println(writer + " " + (count + 1));
      }
    }
  }
}
