package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Position;

class IncarnationTest {
  @TempDir Path path;
  private Folder folder = new Folder(Path.of(""));
  private final Set<Position> starts = new HashSet<>();

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @Test
  void everyStartIsANewEpochOfTheSameNode() {
    Position first = start();
    Position second = start();
    assertThat(second.node()).isEqualTo(first.node());
    assertThat(second.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  void noStartIsRepeatedWhateverFilesAreRemovedOrCutBack() throws IOException {
    start();
    for (int round = 0; round < 3; round++) {
      Files.delete(file());
      start();
      byte[] content = Files.readAllBytes(file());
      for (int size = 0; size < content.length; size += 7) {
        Files.write(file(), java.util.Arrays.copyOf(content, size));
        start();
      }
      content[20] ^= 1;
      Files.write(file(), content);
      start();
      for (Path segment : folder.segments()) {
        Files.delete(segment);
      }
      start();
    }
    assertThat(starts.size()).isGreaterThan(20);
  }

  @Test
  void nodeFileOfAnEarlierTimeDoesNotBringBackItsEpoch() throws IOException {
    start();
    byte[] early = Files.readAllBytes(file());
    start();
    start();
    Files.write(file(), early);
    start();
    for (Path segment : folder.segments()) {
      Files.delete(segment);
    }
    Files.write(file(), early);
    folder.advance(Duration.ofSeconds(1));
    start();
  }

  @Test
  void clockSetBackDoesNotBringBackAnEpoch() {
    start();
    folder.advance(Duration.ofDays(-400));
    start();
  }

  private Path file() {
    return folder.journal().resolve("node");
  }

  /** Starts, appends and ends; no two starts may be the same. */
  private Position start() {
    try (Journal journal = folder.open(Folder.small(1))) {
      Folder.append(journal.writer(0), 1);
      Position start = Folder.at(journal, 0, 0);
      assertThat(starts.add(start)).as("%s is new", start).isTrue();
      return start;
    }
  }
}
