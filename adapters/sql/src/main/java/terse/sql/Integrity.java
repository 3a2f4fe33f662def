package terse.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A look at a file's pages before it is used. A small file is looked through whole, which takes
 * some milliseconds; a great one only where every table begins, since the rest would take minutes.
 */
final class Integrity {
  private static final long WHOLE_BYTES = 8 << 20;

  private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";

  private Integrity() {}

  static void check(Path file, Session session) throws SQLException {
    List<String> tables = session.once(TABLES, row -> row.getString(1), List.of());
    for (String table : tables) {
      session.once("SELECT 1 FROM " + table + " LIMIT 1", row -> row.getInt(1), List.of());
    }
    if (size(file) > WHOLE_BYTES) {
      return;
    }
    List<String> found = session.once("PRAGMA quick_check(1)", row -> row.getString(1), List.of());
    if (!found.equals(List.of("ok"))) {
      throw SqliteHeader.refuse(file, "is damaged: " + found.getFirst(), null);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw SqliteHeader.refuse(file, "cannot be read: " + e, e);
    }
  }
}
