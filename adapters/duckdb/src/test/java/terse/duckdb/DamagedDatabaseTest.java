package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.ClickStoreException;
import terse.testkit.RandomClicks;

/** Files that cannot be used are refused with one sentence. */
class DamagedDatabaseTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("clicks.duckdb");
  }

  private void refusedBecause(String reason) {
    assertThatExceptionOfType(ClickStoreException.class)
        .isThrownBy(() -> DuckDbClickStore.open(file()).close())
        .withMessage("The click database " + file() + " cannot be opened: " + reason + ".");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    Files.writeString(file(), "These are no clicks.".repeat(1_000));
    refusedBecause("it is damaged or not a DuckDB file");
  }

  @Test
  void aFileWhoseHeadIsDamagedIsRefused() throws Exception {
    byte[] whole = filled();
    byte[] bent = whole.clone();
    Arrays.fill(bent, 4_096, 12_288, (byte) 0x5a);
    for (byte[] bytes : List.of(bent, Arrays.copyOf(whole, 9_000))) {
      Files.write(file(), bytes);
      refusedBecause("it is damaged or not a DuckDB file");
    }
  }

  private byte[] filled() throws Exception {
    try (var store = DuckDbClickStore.open(file())) {
      var clicks = new RandomClicks(new Random(1));
      store.append(clicks.between(Storm.START, Storm.END, 5_000), Storm.position(5_000));
    }
    return Files.readAllBytes(file());
  }

  @Test
  void aTornLogIsCutAtItsLastWholeTransaction() throws Exception {
    filled();
    Path copy = folder.resolve("copy.duckdb");
    Path copiedLog = folder.resolve("copy.duckdb.wal");
    try (var store = DuckDbClickStore.open(file())) {
      var clicks = new RandomClicks(new Random(2));
      store.append(clicks.between(Storm.START, Storm.END, 500), Storm.position(5_500));
      store.append(clicks.between(Storm.START, Storm.END, 500), Storm.position(6_000));
      Files.copy(file(), copy);
      byte[] log = Files.readAllBytes(folder.resolve("clicks.duckdb.wal"));
      Files.write(copiedLog, Arrays.copyOf(log, log.length - 100));
    }
    try (var store = DuckDbClickStore.open(copy)) {
      assertThat(Storm.reached(store)).isEqualTo(5_500);
      assertThat(Storm.counted(store)).isEqualTo(5_500);
    }
  }
}
