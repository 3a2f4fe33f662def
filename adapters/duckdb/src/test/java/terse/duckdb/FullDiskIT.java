package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Click;
import terse.click.ClickStoreException;
import terse.testkit.RandomClicks;

/** The store on a small file system of its own; needs the right to mount one. */
class FullDiskIT {
  @TempDir private Path folder;
  private final RandomClicks random = new RandomClicks(new Random(5));

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", folder.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void aFullDiskKeepsNothingByHalvesAndSpaceBringsTheStoreBack() throws Exception {
    Path other = Files.write(folder.resolve("other"), new byte[8 << 20]);
    Path file = folder.resolve("clicks.duckdb");
    try (var store = DuckDbClickStore.open(file)) {
      long kept = appendUntilFull(store);
      assertThat(kept).isPositive();
      List<Click> batch = batch();
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> store.append(batch, Storm.position(kept + batch.size())))
            .isInstanceOf(ClickStoreException.class);
      }
      Files.delete(other);
      store.append(batch, Storm.position(kept + batch.size()));
      assertThat(Storm.reached(store)).isEqualTo(kept + batch.size());
      assertThat(Storm.counted(store)).isEqualTo(kept + batch.size());
    }
    try (var store = DuckDbClickStore.open(file)) {
      assertThat(Storm.counted(store)).isEqualTo(Storm.reached(store));
    }
  }

  private List<Click> batch() {
    return random.between(Storm.START, Storm.END, 20_000);
  }

  private long appendUntilFull(DuckDbClickStore store) {
    long kept = 0;
    try {
      while (true) {
        List<Click> batch = batch();
        store.append(batch, Storm.position(kept + batch.size()));
        kept += batch.size();
      }
    } catch (ClickStoreException full) {
      assertThat(full).hasMessageStartingWith("The clicks were not kept");
      return kept;
    }
  }
}
