package terse.sql;

import java.nio.file.Path;
import java.sql.SQLException;
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
      return HeldTransaction.begin(
          Sqlite.connect(file(folder), SqliteSettings.DEFAULT), "BEGIN IMMEDIATE");
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
}
