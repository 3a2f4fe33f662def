package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.Seeds;

/** Processes that append are killed at random; what they left is whole. */
class KilledStoreIT {
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void clicksAndPositionsSurviveTogetherOrNotAtAll() throws Exception {
    RandomGenerator random = Seeds.random("KilledStoreIT");
    Path file = folder.resolve("clicks.duckdb");
    for (int round = 0; round < ROUNDS; round++) {
      long acknowledged = killed(file, random);
      try (var store = DuckDbClickStore.open(file)) {
        long reached = Storm.reached(store);
        assertThat(reached).isGreaterThanOrEqualTo(acknowledged);
        assertThat(Storm.counted(store)).isEqualTo(reached);
        store.fold(Storm.END.plusSeconds(7_200));
        assertThat(Storm.counted(store)).isEqualTo(reached);
      }
    }
  }

  /** Starts a storm, kills it after some batches and gives the last position heard of. */
  private static long killed(Path file, RandomGenerator random) throws Exception {
    Process storm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Storm.class.getName(),
                file.toString(),
                String.valueOf(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long acknowledged = 0;
    try (BufferedReader told = storm.inputReader()) {
      for (int batch = random.nextInt(1, 30); batch > 0; batch--) {
        acknowledged = Long.parseLong(told.readLine());
      }
    } finally {
      storm.destroyForcibly().waitFor();
    }
    return acknowledged;
  }
}
