package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Enrichment;
import terse.click.GeoLookup;

class KilledJournalIT {
  private static final int ROUNDS = 3;

  @TempDir Path path;
  private final long[] acknowledged = new long[AppendStorm.WRITERS];
  private final AtomicClickStore store = new AtomicClickStore();

  @Test
  void everyAcknowledgedClickIsTakenInExactlyOnceThroughKills() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long first = 0;
    for (int round = 0; round < ROUNDS; round++) {
      storm(first, 200 + random.nextInt(2000));
      takeIn();
      assertExactlyOnce(first, "round " + round + ", seed " + seed);
      first += 100_000_000L;
    }
  }

  /** Runs a storm from {@code first} on and kills it after some acknowledgements. */
  private void storm(long first, int lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                AppendStorm.class.getName(),
                path.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = process.inputReader()) {
      int seen = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] parts = line.split(" ", 2);
        acknowledged[Integer.parseInt(parts[0])] = Long.parseLong(parts[1]);
        if (++seen == lines) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  private void takeIn() {
    Folder folder = new Folder(path);
    Enrichment enrichment = new Enrichment(GeoLookup.NONE);
    Journal journal = folder.open(Folder.small(1));
    try (journal;
        ClickPump pump =
            new ClickPump(journal, store, enrichment::enrich, new LiveClicks(), folder.clock())) {
      pump.start();
    }
    assertThat(journal.figures().tornTails()).isLessThanOrEqualTo(AppendStorm.WRITERS);
    assertThat(journal.figures().damagedSegments()).isZero();
  }

  /** What was acknowledged is there, and what is there is there once, without a gap. */
  private void assertExactlyOnce(long first, String where) {
    List<Long> all = store.numbers();
    assertThat(all).as(where).doesNotHaveDuplicates();
    for (int writer = 0; writer < AppendStorm.WRITERS; writer++) {
      long from = AppendStorm.number(writer, first);
      long until = AppendStorm.number(writer, first + 100_000_000L);
      List<Long> mine = all.stream().filter(n -> n >= from && n < until).toList();
      assertThat(mine)
          .as(where)
          .hasSizeGreaterThanOrEqualTo((int) (acknowledged[writer] - first))
          .isEqualTo(LongStream.range(from, from + mine.size()).boxed().toList());
    }
  }
}
