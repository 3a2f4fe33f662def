package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.ClickStore;
import terse.click.Enrichment;
import terse.click.GeoLookup;
import terse.duckdb.DuckDbClickStore;

class KilledJournalIT {
  private static final int ROUNDS = 3;
  private static final long STEP = 100_000_000L;

  @TempDir Path path;
  private final long[] acknowledged = new long[AppendStorm.WRITERS];

  @Test
  void everyAcknowledgedClickIsTakenInExactlyOnceThroughKills() throws Exception {
    AtomicClickStore store = new AtomicClickStore();
    for (int round = 0; round < ROUNDS; round++) {
      storm(round * STEP, false);
      takeIn(store);
      assertExactlyOnce(store.numbers(), round * STEP);
    }
  }

  @Test
  void killBetweenCommitAndFreeingNeitherLosesNorDoublesClicksInDuckDb() throws Exception {
    Path file = path.resolve("clicks.duckdb");
    for (int round = 0; round < ROUNDS; round++) {
      storm(round * STEP, true);
      try (ClickStore store = DuckDbClickStore.open(file)) {
        takeIn(store);
      }
      assertExactlyOnce(numbers(file), round * STEP);
    }
  }

  /** Runs a storm from {@code first} on and kills it after some acknowledgements. */
  private void storm(long first, boolean pump) throws IOException, InterruptedException {
    int lines = 200 + new Random().nextInt(3000);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AppendStorm.class.getName(),
                path.toString(),
                Long.toString(first),
                Boolean.toString(pump))
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

  private void takeIn(ClickStore store) {
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

  private static List<Long> numbers(Path file) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT number FROM click ORDER BY rowid")) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }

  /** What was acknowledged is there, and what is there is there once, in order, without a gap. */
  private void assertExactlyOnce(List<Long> all, long first) {
    for (int writer = 0; writer < AppendStorm.WRITERS; writer++) {
      long from = AppendStorm.number(writer, first);
      List<Long> mine = all.stream().filter(n -> n >= from && n < from + STEP).toList();
      assertThat(mine)
          .hasSizeGreaterThanOrEqualTo((int) (acknowledged[writer] - first))
          .isEqualTo(LongStream.range(from, from + mine.size()).boxed().toList());
    }
  }
}
