package terse.code;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The file that holds the secrets behind codes, readable by its owner alone. Whoever loses it loses
 * every generated link, so it is never made anew where links may exist, and a file that cannot be
 * read whole is refused.
 */
public final class KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * The ring in the file.
   *
   * @return empty if there is no file
   * @throws TerseException INTERNAL if there is one that cannot be read whole
   */
  public Optional<KeyRing> read() {
    try {
      return Optional.of(KeyText.parse(Files.readString(path, StandardCharsets.US_ASCII)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      throw failure("The key file " + path + " cannot be used: " + reason(e), e);
    }
  }

  /**
   * The ring in the file, made and written if there is none yet.
   *
   * @param linksExist whether generated links exist, which a fresh ring would make unreachable
   * @throws TerseException INTERNAL if the file cannot be read whole or written, or is missing
   *     although links exist
   */
  public KeyRing readOrCreate(RandomGenerator random, boolean linksExist) {
    return read().orElseGet(() -> exclusively(() -> createdOnce(random, linksExist)));
  }

  private KeyRing createdOnce(RandomGenerator random, boolean linksExist) {
    return read()
        .orElseGet(
            () -> {
              refuseIf(linksExist);
              KeyRing fresh = KeyRing.first(random);
              write(fresh);
              return fresh;
            });
  }

  /**
   * Adds a fresh secret to the ring in the file. Of several processes that do so at once, each adds
   * one of its own.
   *
   * @param above an epoch that was begun though its secret may be lost, 0 if there is none
   * @throws TerseException INTERNAL if there is no file, or it cannot be read whole or written
   */
  public KeyRing addSecret(RandomGenerator random, int above) {
    return exclusively(
        () -> {
          KeyRing more =
              read()
                  .orElseThrow(() -> failure("There is no key file " + path + ".", null))
                  .next(random, above);
          write(more);
          return more;
        });
  }

  /** Runs while no other process does the same for this file. */
  private synchronized KeyRing exclusively(Supplier<KeyRing> change) {
    Path lock = path.resolveSibling(path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      return change.get();
    } catch (IOException e) {
      throw failure("The key file " + path + " cannot be written: " + reason(e), e);
    }
  }

  private void refuseIf(boolean linksExist) {
    if (linksExist) {
      throw new TerseException(
          Fault.INTERNAL,
          "The key file "
              + path
              + " is missing, but there are links whose codes need it. Restore it from a backup.");
    }
  }

  /**
   * Replaces the file as a whole; on disk when this returns.
   *
   * @throws TerseException INTERNAL if that failed; the file is then as before
   */
  public void write(KeyRing ring) {
    Path folder = path.resolveSibling(".").normalize();
    try {
      Path draft =
          Files.createTempFile(folder, path.getFileName() + ".", ".new", ownerOnly(folder));
      try {
        fill(draft, KeyText.of(ring));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      sync(folder);
    } catch (IOException e) {
      throw failure("The key file " + path + " cannot be written: " + reason(e), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void fill(Path file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String reason(Exception e) {
    String kind = e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " : "";
    return kind + e.getMessage();
  }

  private static TerseException failure(String detail, @Nullable Exception cause) {
    return new TerseException(Fault.INTERNAL, detail, cause);
  }
}
