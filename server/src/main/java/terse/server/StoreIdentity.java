package terse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells the database's file from any copy of it: its inode, and when it was made if the file
 * system knows. A backup that is put back is another file, unless it is written over the old one.
 */
final class StoreIdentity {
  private StoreIdentity() {}

  /** The identity of a file; empty if the file system has none. */
  static Optional<String> of(Path file) {
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("unix")) {
        return Optional.empty();
      }
      Object inode = Files.getAttribute(file, "unix:ino");
      FileTime made = (FileTime) Files.getAttribute(file, "creationTime");
      boolean isKnown = !made.equals(Files.getLastModifiedTime(file));
      return Optional.of(inode + (isKnown ? ":" + made.toMillis() : ""));
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
