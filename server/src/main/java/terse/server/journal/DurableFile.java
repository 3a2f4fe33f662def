package terse.server.journal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Small files that are there whole or not at all, also after power loss; their owner's only. */
final class DurableFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private DurableFile() {}

  /** Creates a folder with mode 0700 unless it is there. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
    Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
  }

  /** Creates a file with mode 0600; it must not be there. */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(CREATE_NEW, READ, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  /** Replaces the file's content in one step and returns once it is on disk. */
  static void replace(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = create(fresh)) {
      writeFully(channel, ByteBuffer.wrap(content));
      channel.force(true);
    }
    Files.move(fresh, file, ATOMIC_MOVE);
    syncFolder(file);
  }

  /** Overwrites the file with zeros, on disk, before it deletes it. */
  static void destroy(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      writeFully(channel, ByteBuffer.allocate((int) channel.size()));
      channel.force(true);
    }
    Files.delete(file);
    syncFolder(file);
  }

  /** Makes the names in the file's folder survive power loss. */
  static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }
}
