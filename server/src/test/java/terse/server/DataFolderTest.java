package terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the data folder is its owner's only. */
final class DataFolderTest {
  @TempDir Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void newFolderIsPrivate() throws IOException {
    Path data = folder.resolve("a/b");
    DataFolder.open(data, Optional.empty()).close();
    assertThat(mode(data)).isEqualTo("rwx------");
  }

  @Test
  void folderThatWasThereKeepsItsMode() throws IOException {
    Path data = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataFolder.open(data, Optional.empty()).close();
    assertThat(mode(data)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void everyFileOfAServerIsPrivate() throws IOException {
    Path data = folder.resolve("data");
    Started.server(data).close();
    try (Server server = Started.server(data);
        var files = Files.walk(data)) {
      assertThat(server.linkPort()).isPositive();
      assertThat(files.filter(Files::isRegularFile).toList())
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .contains("links.db", "clicks.duckdb", "codes.key", "admin.key", "lock");
    }
    for (String file : new String[] {"links.db", "clicks.duckdb", "codes.key", "admin.key"}) {
      assertThat(mode(data.resolve(file))).as(file).isEqualTo("rw-------");
    }
  }

  @Test
  void folderIsHeldByOneAtATime() {
    try (DataFolder first = DataFolder.open(folder, Optional.empty())) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DataFolder.open(folder, Optional.empty()))
          .isInstanceOf(StartFailure.class);
    }
  }
}
