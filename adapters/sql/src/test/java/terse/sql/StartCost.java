package terse.sql;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Measures what opening the stores costs; run by hand, once with a new file and once again. */
final class StartCost {
  private StartCost() {}

  public static void main(String[] arguments) {
    System.Logger log = System.getLogger(StartCost.class.getName());
    Path file = Path.of(arguments[0]);
    boolean fresh = !Files.exists(file);
    long wall = System.nanoTime();
    long cpu = cpu();
    try (SqliteStores stores =
        SqliteStores.open(file, SqliteSettings.DEFAULT, InstantSource.system())) {
      long millis = (System.nanoTime() - wall) / 1_000_000;
      log.log(
          System.Logger.Level.INFO,
          "open, {0}: {1} ms, {2} ms of CPU on the opening thread, feed {3}",
          fresh ? "new" : "again",
          millis,
          (cpu() - cpu) / 1_000_000,
          stores.links().feedPosition());
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
