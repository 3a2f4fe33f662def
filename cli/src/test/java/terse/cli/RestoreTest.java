package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreTest {
  @TempDir private Path folder;
  private Path backup;
  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    backup = Files.createDirectory(folder.resolve("backup"));
    data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(backup.resolve("links.db"), "old links");
    Files.writeString(backup.resolve("codes.key"), "old keys");
    Files.writeString(data.resolve("links.db"), "new links");
    Files.writeString(data.resolve("links.db-wal"), "new log");
    Files.writeString(data.resolve("codes.key"), "all keys");
  }

  private int restore(Path from) {
    return new TypedTerminal().run("restore", "--data", data.toString(), from.toString());
  }

  @Test
  void linksComeBackAndTheServerIsToldSo() throws IOException {
    assertThat(restore(backup)).isZero();
    assertThat(data.resolve("links.db")).hasContent("old links");
    assertThat(data.resolve("links.db-wal")).doesNotExist();
    assertThat(data.resolve("restored")).exists();
  }

  /** It may hold secrets that the backup has not. */
  @Test
  void keyFileInPlaceIsKept() throws IOException {
    restore(backup);
    assertThat(data.resolve("codes.key")).hasContent("all keys");
    Files.delete(data.resolve("codes.key"));
    restore(backup.resolve("links.db"));
    assertThat(data.resolve("codes.key")).hasContent("old keys");
  }

  @Test
  void folderThatAServerUsesIsLeftAlone() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(restore(backup)).isEqualTo(Exit.FAILED);
    }
    assertThat(data.resolve("links.db")).hasContent("new links");
    assertThat(data.resolve("restored")).doesNotExist();
  }

  @Test
  void backupThatIsNotThereChangesNothing() {
    assertThat(restore(folder.resolve("nowhere"))).isEqualTo(Exit.USAGE);
    assertThat(data.resolve("links.db")).hasContent("new links");
  }
}
