package terse.duckdb;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import terse.click.Click;
import terse.click.Position;
import terse.report.Bucket;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.testkit.RandomClicks;

/**
 * A process that appends batches without end, each with the position it reaches, folds and forgets
 * beside that, and says after each batch how far it is. Made to be killed.
 */
public final class Storm {
  static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  static final Instant BEFORE = START.minusSeconds(3_000);
  static final Instant END = START.plusSeconds(9 * 3600);

  private Storm() {}

  /** Appends to the database named by the first argument, from the seed in the second. */
  public static void main(String[] arguments) {
    var random = new Random(Long.parseLong(arguments[1]));
    var clicks = new RandomClicks(random);
    try (var store = DuckDbClickStore.open(Path.of(arguments[0]))) {
      Thread.ofPlatform().daemon().start(() -> fold(store, new Random(random.nextLong())));
      long reached = reached(store);
      while (true) {
        List<Click> batch = clicks.between(BEFORE, END, 1 + random.nextInt(3_000));
        reached += batch.size();
        store.append(batch, position(reached));
        System.out.println(reached);
      }
    }
  }

  private static void fold(DuckDbClickStore store, Random random) {
    while (true) {
      store.fold(START.plusSeconds(random.nextInt(48 * 3600)));
      store.forget(START, random.nextBoolean() ? START : Instant.EPOCH);
    }
  }

  static List<Position> position(long reached) {
    return List.of(new Position("node", 1, 0, reached));
  }

  static long reached(DuckDbClickStore store) {
    return store.positions().stream().mapToLong(Position::offset).max().orElse(0);
  }

  /** Every click in a store, counted by a report over all. */
  static long counted(DuckDbClickStore store) {
    Stats stats = store.query(everything());
    long series = stats.series().stream().mapToLong(p -> p.clicks() + p.botClicks()).sum();
    if (series != stats.clicks() + stats.botClicks()) {
      throw new AssertionError("The series has " + series + " clicks");
    }
    return series;
  }

  private static StatsQuery everything() {
    return new StatsQuery(
        null, null, null, END.plusSeconds(36_000), ZoneOffset.UTC, Bucket.MONTH, Map.of(), 10);
  }
}
