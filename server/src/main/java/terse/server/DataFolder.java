package terse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder, held by this process alone for as long as it is open. */
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the folder if need be and takes its lock.
   *
   * @throws StartFailure if another process has it, or it cannot be written
   */
  static DataFolder open(Path folder) {
    try {
      make(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw StartFailure.because(
            "Another process is using the data folder " + folder.toAbsolutePath() + ".");
      }
      return new DataFolder(channel);
    } catch (IOException e) {
      throw StartFailure.because(
          "The data folder " + folder.toAbsolutePath() + " cannot be written: " + e + ".", e);
    }
  }

  /** What is in it is nobody else's business; a folder that was there is its owner's to open. */
  private static void make(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder))) {
      LOG.warn("Others may look into the data folder {}: chmod 700 it.", folder);
    }
  }

  /**
   * Takes from others what they may do with the files that lie in it. Files made later are private
   * because the launcher starts the server with a umask of 077.
   */
  static void tighten(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
      }
    } catch (IOException | UncheckedIOException e) {
      throw StartFailure.because(
          "The files in the data folder " + folder + " cannot be made private: " + e + ".", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Writes a file that only this user may read, durable before it returns. */
  static void writeSecret(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
    Files.writeString(file, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
