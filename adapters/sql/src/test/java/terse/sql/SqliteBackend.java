package terse.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import terse.link.LinkStore;
import terse.testkit.LinkBackend;

/**
 * Links in SQLite: durable, open to several processes, held up by whoever holds the file's lock.
 */
public final class SqliteBackend implements LinkBackend {

  @Override
  public LinkStore open(Path folder) {
    return SqliteStores.open(file(folder)).links();
  }

  @Override
  public LinkStore open(Path folder, Duration deadline) {
    SqliteSettings settings = SqliteSettings.DEFAULT.withDeadline(deadline);
    return SqliteStores.open(file(folder), settings, InstantSource.system()).links();
  }

  @Override
  public Hold hold(Path folder) {
    try {
      Connection holder = Sqlite.connect(file(folder), SqliteSettings.DEFAULT);
      execute(holder, "BEGIN IMMEDIATE");
      return () -> release(holder);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean canStall() {
    return true;
  }

  static Path file(Path folder) {
    return folder.resolve("links.db");
  }

  private static void release(Connection holder) {
    try (holder) {
      execute(holder, "ROLLBACK");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
