package terse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder, held by this process alone for as long as it is open; or shared with other
 * nodes, each of which has a folder of its own besides.
 */
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final List<FileChannel> channels = new ArrayList<>();

  private DataFolder() {}

  /**
   * Creates the folders if need be and takes their locks.
   *
   * @param own the folder of what is this node's own if it shares the data folder
   * @throws StartFailure if another process has one, or it cannot be written
   */
  static DataFolder open(Path data, Optional<Path> own) {
    DataFolder folder = new DataFolder();
    try {
      own.ifPresent(path -> folder.lock(path, false));
      folder.lock(data, own.isPresent());
      return folder;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private void lock(Path folder, boolean shared) {
    try {
      make(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      channels.add(channel);
      if (lock(channel, shared) == null) {
        throw StartFailure.because(
            "Another process is using the data folder " + folder.toAbsolutePath() + ".");
      }
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
        tightenOne(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw StartFailure.because(
          "The files in the data folder " + folder + " cannot be made private: " + e + ".", e);
    }
  }

  /** Another node on the same folder may have removed it meanwhile. */
  private static void tightenOne(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
    } catch (NoSuchFileException gone) {
      LOG.debug("{} is gone.", file);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
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
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
