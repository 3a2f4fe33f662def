package terse.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's programs as Debian installs them, run as a user the server accepts. */
final class PostgresBinaries {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 4L << 30;
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private PostgresBinaries() {}

  /** A program with its arguments, as the right user. The first word is the program's name. */
  static List<String> command(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    if (IS_ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    command.add(newest().resolve("bin").resolve(words.getFirst()).toString());
    command.addAll(words.subList(1, words.size()));
    return command;
  }

  /**
   * Runs a program to its end; what it printed.
   *
   * @throws IOException with what it printed, if it failed
   */
  static String run(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(words)).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(words.getFirst() + " failed: " + printed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(words.getFirst() + " was interrupted", e);
    }
    return printed;
  }

  /**
   * A new folder that the right user may use; the tests' own are not to be looked into. It is in
   * memory where there is room: tests kill processes, never the machine.
   */
  static Path folder() throws IOException {
    boolean inMemory =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
    return folder(inMemory ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A new folder in another that the right user may use. */
  static Path folder(Path parent) throws IOException {
    Path folder =
        Files.createTempDirectory(
            parent,
            "terse-postgres-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    own(folder);
    return folder;
  }

  /** Hands a file over to the user who runs the server. */
  static void own(Path file) throws IOException {
    if (IS_ROOT) {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .max(Comparator.comparingInt(PostgresBinaries::version))
          .orElseThrow(() -> new IOException("PostgreSQL is not installed"));
    }
  }

  private static int version(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }
}
