package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.Seeds;

/**
 * Processes that append are killed, at random and at every step of a commit; what they left is
 * whole.
 */
class KilledStoreIT {
  private static final int ROUNDS = 4;
  private static final int STEPS = 4;
  private static final long MOST = 1_000_000;

  @TempDir private Path folder;

  @Test
  void clicksAndPositionsSurviveTogetherOrNotAtAll() throws Exception {
    RandomGenerator random = Seeds.random("KilledStoreIT");
    Path file = folder.resolve("clicks.duckdb");
    for (int round = 0; round < ROUNDS; round++) {
      assertWhole(file, killed(file, random));
    }
  }

  /** What is written to the log, and every sync of it, is a step that may be the last. */
  @Test
  void killAtAnyStepOfACommitKeepsClicksAndPositionTogether() throws Exception {
    RandomGenerator random = Seeds.random("KilledStoreIT");
    Path file = folder.resolve("clicks.duckdb");
    DuckDbClickStore.open(file).close();
    for (int step = 1; step <= STEPS; step++) {
      assertWhole(file, killedAt("write", step, file, random));
      assertWhole(file, killedAt("fsync", step, file, random));
    }
  }

  private static void assertWhole(Path file, long acknowledged) {
    try (var store = DuckDbClickStore.open(file)) {
      long reached = Storm.reached(store);
      assertThat(reached).isGreaterThanOrEqualTo(acknowledged);
      assertThat(Storm.counted(store)).isEqualTo(reached);
      store.fold(Storm.END.plus(Duration.ofDays(2)));
      assertThat(Storm.counted(store)).isEqualTo(reached);
    }
  }

  /** Starts a storm that is killed as it makes a call on the log for the n-th time. */
  private static long killedAt(String call, int n, Path file, RandomGenerator random)
      throws Exception {
    Process storm =
        storm(
            List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                file + ".wal",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + n),
            file,
            random);
    long acknowledged = 0;
    try (BufferedReader told = storm.inputReader()) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        acknowledged = Long.parseLong(line);
        assertThat(acknowledged).as("killed by now").isLessThan(MOST);
      }
    }
    assertThat(storm.waitFor()).isNotZero();
    return acknowledged;
  }

  private static Process storm(List<String> under, Path file, RandomGenerator random)
      throws IOException {
    List<String> command = new ArrayList<>(under);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Storm.class.getName(),
            file.toString(),
            String.valueOf(random.nextLong())));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Starts a storm, kills it after some batches and gives the last position heard of. */
  private static long killed(Path file, RandomGenerator random) throws Exception {
    Process storm = storm(List.of(), file, random);
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
