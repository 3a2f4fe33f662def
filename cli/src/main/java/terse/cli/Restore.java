package terse.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code terse restore}: puts a backup of the links into a data folder that no server uses, and
 * leaves word for the server to begin a new key epoch, so that no code is given out a second time.
 */
@Command(
    name = "restore",
    description = {
      "Puts a backup of the links back into a data folder while no server runs on it.",
      "Codes made since the backup are lost, and never made again: the next start begins a new key"
          + " epoch."
    },
    mixinStandardHelpOptions = true)
final class Restore implements Runnable {
  private static final String DATABASE = "links.db";
  private static final String MARKER = "restored";

  private final Terminal terminal;

  @Parameters(
      paramLabel = "BACKUP",
      description = "A copy of links.db, or a folder that holds one; codes.key too if it is there.")
  private Path backup = Path.of("");

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder; ./data if absent.")
  private Path data = Path.of("data");

  Restore(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    try {
      List<Path> files = files();
      Files.createDirectories(data);
      try (FileChannel channel =
              FileChannel.open(
                  data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = locked(channel)) {
        restore(files);
      }
    } catch (IOException e) {
      throw new Failure(Exit.FAILED, "The backup could not be put back: " + e);
    }
  }

  private FileLock locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
    throw inUse();
  }

  private Failure inUse() {
    return new Failure(Exit.FAILED, "A server is using " + data + ". Stop it first.");
  }

  private List<Path> files() throws IOException {
    Path database = Files.isDirectory(backup) ? backup.resolve(DATABASE) : backup;
    if (!Files.isRegularFile(database)) {
      throw new Failure(Exit.USAGE, "There is no " + database + ".");
    }
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    Path keys = database.resolveSibling("codes.key");
    try (Stream<Path> all = Stream.of(database, log, keys)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Word is left first: whatever happens in between, no code is made twice. */
  private void restore(List<Path> files) throws IOException {
    Files.write(
        data.resolve(MARKER), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.SYNC);
    for (String old : List.of(DATABASE, DATABASE + "-wal", DATABASE + "-shm")) {
      Files.deleteIfExists(data.resolve(old));
    }
    for (Path file : files) {
      String name = nameOf(file, files.getFirst());
      if (name != null) {
        copy(file, data.resolve(name));
      }
    }
    terminal
        .err()
        .println("Restored " + files.getFirst() + ". The next start begins a new key epoch.");
  }

  /** The key file in place is kept: it may hold secrets that the backup has not. */
  private @Nullable String nameOf(Path file, Path database) {
    if (file.equals(database)) {
      return DATABASE;
    }
    if (file.endsWith("codes.key")) {
      return Files.exists(data.resolve("codes.key")) ? null : "codes.key";
    }
    return DATABASE + "-wal";
  }

  private static void copy(Path from, Path to) throws IOException {
    Path draft = to.resolveSibling(to.getFileName() + ".new");
    Files.copy(
        from, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
