package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackTest {
  @TempDir private Path folder;

  @Test
  void enginesFindTheirLibrariesBesideTheirJars() throws IOException {
    jar(
        "duckdb_jdbc-1.jar",
        "/libduckdb_java.so_linux_amd64",
        "/libduckdb_java.so_linux_arm64",
        "/Some.class");
    jar(
        "sqlite-jdbc-3.jar",
        "/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
        "/org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
    assertThat(new TypedTerminal().run("unpack", folder.toString())).isZero();
    assertThat(folder.resolve("libsqlitejdbc.so")).exists();
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.startsWith("libduckdb_java.so_linux_"));
    }
    try (var inside = FileSystems.newFileSystem(folder.resolve("duckdb_jdbc-1.jar"))) {
      assertThat(inside.getPath("/Some.class")).exists();
      assertThat(inside.getPath("/libduckdb_java.so_linux_amd64")).doesNotExist();
    }
  }

  private void jar(String name, String... entries) throws IOException {
    var address = URI.create("jar:" + folder.resolve(name).toUri());
    try (var inside = FileSystems.newFileSystem(address, Map.of("create", "true"))) {
      for (var entry : entries) {
        var path = inside.getPath(entry);
        if (path.getParent() != null) {
          Files.createDirectories(path.getParent());
        }
        Files.writeString(path, "library");
      }
    }
  }
}
