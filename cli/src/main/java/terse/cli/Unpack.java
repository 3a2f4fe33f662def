package terse.cli;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code terse unpack}: takes the engines' native libraries out of their jars, once, during the
 * build. Left inside, 57 MB would be inflated and copied at every start. For the launcher.
 */
@Command(name = "unpack", hidden = true)
final class Unpack implements Runnable {
  @Parameters(paramLabel = "FOLDER", description = "Where the jars are, and the libraries go.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    try (var jars = Files.list(folder)) {
      for (var jar : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
        var name = String.valueOf(jar.getFileName());
        if (name.startsWith("sqlite-jdbc-")) {
          copy(
              jar,
              "/org/sqlite/native/Linux/" + machine("x86_64", "aarch64") + "/libsqlitejdbc.so");
        } else if (name.startsWith("duckdb_jdbc-")) {
          move(jar, "/libduckdb_java.so_linux_" + machine("amd64", "arm64"));
        }
      }
    } catch (IOException e) {
      throw new Failure(Exit.FAILED, "The engines' libraries could not be unpacked: " + e);
    }
  }

  private static String machine(String intel, String arm) {
    return System.getProperty("os.arch", "").equals("aarch64") ? arm : intel;
  }

  private void copy(Path jar, String library) throws IOException {
    try (var inside = FileSystems.newFileSystem(jar)) {
      copy(inside.getPath(library));
    }
  }

  private void copy(Path library) throws IOException {
    var target = folder.resolve(String.valueOf(library.getFileName()));
    Files.copy(library, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** DuckDB looks beside its jar only if the jar holds no library for this machine. */
  private void move(Path jar, String library) throws IOException {
    try (var inside = FileSystems.newFileSystem(jar)) {
      copy(inside.getPath(library));
      for (var each : libraries(inside)) {
        Files.delete(each);
      }
    }
  }

  private static List<Path> libraries(FileSystem inside) throws IOException {
    try (var all = Files.list(inside.getPath("/"))) {
      return all.filter(path -> path.toString().startsWith("/libduckdb_java")).toList();
    }
  }
}
