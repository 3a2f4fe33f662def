package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Enrichment;
import terse.click.GeoLookup;

/** The journal on a file system of 4 MiB of its own; needs the right to mount one. */
class FullDiskIT {
  private static final JournalSettings SETTINGS = Folder.small(1).withSizes(1 << 18, 1L << 30);

  @TempDir Path path;
  private final AtomicClickStore store = new AtomicClickStore();
  private final List<Long> kept = new ArrayList<>();
  private long next;

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", path.toString());
  }

  @Test
  void fullDiskLosesAndCountsClicksAndTheJournalResumesByItself() throws IOException {
    Folder folder = new Folder(path);
    Enrichment enrichment = new Enrichment(GeoLookup.NONE);
    try (Journal journal = folder.open(SETTINGS);
        ClickPump pump =
            new ClickPump(journal, store, enrichment::enrich, new LiveClicks(), folder.clock())) {
      appendUntilFull(journal);
      long lost = journal.figures().lost();
      assertThat(lost).isPositive();
      assertThat(journal.figures().appended()).isEqualTo(kept.size());
      pump.start();
      await().until(() -> append(journal));
      await().until(() -> pump.lagClicks() == 0);
      assertThat(store.numbers()).isEqualTo(kept);
    }
  }

  @Test
  void spaceTakenByOthersIsWaitedForAndUsedOnceItIsBack() throws IOException {
    Folder folder = new Folder(path);
    Path other = path.resolve("other");
    try (Journal journal = folder.open(SETTINGS)) {
      fill(other);
      appendUntilFull(journal);
      Files.delete(other);
      await().until(() -> append(journal));
      assertThat(Folder.numbers(Folder.readAll(journal))).isEqualTo(kept);
    }
  }

  private void appendUntilFull(Journal journal) {
    JournalWriter writer = journal.writer(0);
    await()
        .until(
            () -> {
              while (append(writer)) {
                next++;
              }
              JournalFigures figures = journal.figures();
              return figures.spareFailures() > 1 && figures.spares() == 0;
            });
  }

  private boolean append(Journal journal) {
    return append(journal.writer(0));
  }

  private boolean append(JournalWriter writer) {
    boolean done = Folder.append(writer, next);
    if (done) {
      kept.add(next);
    }
    return done;
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
