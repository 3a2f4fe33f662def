package terse.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** Opens connections to a SQLite file, set up so that a commit is on the disk when it returns. */
final class Sqlite {
  /**
   * The writer copies the log into the file at this many pages, so that a restart has little to
   * read. {@link Checkpoints} has copied most of it by then.
   */
  private static final int CHECKPOINT_PAGES = 16_000;

  private Sqlite() {}

  static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /**
   * A plain connection that has changed nothing yet. Its driver does not ask for generated keys
   * after each insert, which would take a sixth of the writer's time and which nobody reads.
   */
  static Connection connect(Path file, SqliteSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    Connection connection = DriverManager.getConnection(url(file), properties);
    pragma(connection, "busy_timeout = " + settings.lockWait().toMillis());
    return connection;
  }

  /** Marks a new file as ours. */
  static void mark(Connection connection) throws SQLException {
    pragma(connection, "application_id = " + SqliteHeader.APPLICATION);
  }

  static Connection writer(Path file, SqliteSettings settings) throws SQLException {
    Connection connection = connect(file, settings);
    pragma(connection, "journal_mode = WAL");
    pragma(connection, "synchronous = FULL");
    pragma(connection, "wal_autocheckpoint = " + CHECKPOINT_PAGES);
    cache(connection, settings.cacheMegabytes() / 2);
    return connection;
  }

  /** A connection that copies the log into the file. */
  static Connection copier(Path file, SqliteSettings settings) throws SQLException {
    Connection connection = connect(file, settings);
    pragma(connection, "synchronous = FULL");
    pragma(connection, "wal_autocheckpoint = 0");
    return connection;
  }

  static Connection reader(Path file, SqliteSettings settings) throws SQLException {
    Connection connection = connect(file, settings);
    pragma(connection, "query_only = ON");
    pragma(connection, "temp_store = MEMORY");
    cache(connection, settings.cacheMegabytes() / 2 / (settings.readers() + 1));
    return connection;
  }

  private static void cache(Connection connection, int megabytes) throws SQLException {
    pragma(connection, "cache_size = -" + megabytes * 1024);
  }

  private static void pragma(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + setting);
    }
  }
}
