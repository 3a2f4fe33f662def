package terse.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The first 100 bytes of a database file (SQLite file format, section 1.3), read before SQLite may
 * touch it: a file that is not ours stays as it is.
 */
final class SqliteHeader {
  /** "TERS" as a number; marks our files. */
  static final int APPLICATION = 0x54455253;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;
  private static final int APPLICATION_AT = 68;

  private SqliteHeader() {}

  /** Whether the file is absent or empty; refuses one that is no store of ours or was cut off. */
  static boolean isFresh(Path file) {
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        return true;
      }
      check(file, header(file));
      return false;
    } catch (IOException e) {
      throw refuse(file, "cannot be read: " + e, e);
    }
  }

  private static void check(Path file, ByteBuffer header) throws IOException {
    if (header.limit() < LENGTH || !startsWithMagic(header)) {
      throw refuse(file, "is not a SQLite database, or its beginning is damaged", null);
    }
    if (header.getInt(APPLICATION_AT) != APPLICATION) {
      throw refuse(file, "belongs to another program", null);
    }
    if (!hasLog(file) && Files.size(file) < pages(header) * pageSize(header)) {
      throw refuse(file, "is shorter than it says: its end is missing", null);
    }
  }

  private static ByteBuffer header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(LENGTH));
    }
  }

  private static boolean startsWithMagic(ByteBuffer header) {
    return header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  /** With a log beside it, a file may rightly be shorter than its header says. */
  private static boolean hasLog(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }

  private static long pages(ByteBuffer header) {
    return Integer.toUnsignedLong(header.getInt(PAGES_AT));
  }

  private static long pageSize(ByteBuffer header) {
    int size = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    return size == 1 ? 65_536 : size;
  }

  static TerseException refuse(Path file, String reason, @Nullable Throwable cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE,
        "The link store " + file + " " + reason + ". Nothing in it was changed.",
        cause);
  }
}
