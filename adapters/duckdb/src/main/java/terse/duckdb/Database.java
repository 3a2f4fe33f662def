package terse.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import terse.click.ClickStoreException;

/** One running instance of the engine on one file. */
final class Database implements AutoCloseable {
  private static final int SCHEMA = 2;

  /** Errors of the file system, not of what is in the file. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "Cannot open|Could not (?:open|write|create|truncate)|[Pp]ermission|No space");

  private final DuckDBConnection root;

  private Database(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * Opens or creates the file. What the engine takes is bounded, it keeps to the file's folder and
   * it loads nothing from anywhere.
   *
   * @throws ClickStoreException with one sentence that says why not
   */
  static Database open(Path file) {
    Database database = null;
    try {
      database = new Database(connect(file));
      database.prepareSchema(file);
      database.addWorker();
      return database;
    } catch (SQLException | IOException e) {
      if (database != null) {
        database.close();
      }
      throw new ClickStoreException(
          "The click database " + file + " cannot be opened: " + reason(e) + ".", e);
    }
  }

  private static DuckDBConnection connect(Path file) throws SQLException {
    var settings = new Properties();
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "1"); // the caller's own; see addWorker
    settings.setProperty("temp_directory", file + ".tmp");
    settings.setProperty("max_temp_directory_size", "4GB");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("jdbc_stream_results", "true");
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, settings);
  }

  /** Brings the schema up to date, one version after the other, each a transaction of its own. */
  private void prepareSchema(Path file) throws SQLException, IOException {
    try (Sql sql = connect()) {
      for (long version = version(sql); version < SCHEMA; version++) {
        sql.begin();
        sql.execute(script(version + 1));
        sql.commit();
      }
      long version = version(sql);
      if (version != SCHEMA) {
        throw new ClickStoreException(
            "The click database " + file + " has schema " + version + ", not " + SCHEMA + ".",
            null);
      }
    }
  }

  /**
   * Gives the engine a second thread. It starts its threads from the one that asks for them, whose
   * priority they inherit: the lowest, so that a report yields to redirects.
   */
  private void addWorker() throws SQLException {
    var failure = new AtomicReference<@Nullable SQLException>();
    Thread asking =
        Thread.ofPlatform()
            .name("duckdb-worker") // the engine's thread keeps this name
            .priority(Thread.MIN_PRIORITY)
            .start(
                () -> {
                  try (Sql sql = connect()) {
                    sql.execute("SET threads = 2");
                  } catch (SQLException e) {
                    failure.set(e);
                  }
                });
    try {
      asking.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while opening", e);
    }
    SQLException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private static long version(Sql sql) throws SQLException {
    boolean empty = sql.number("SELECT count(*) FROM duckdb_tables()", List.of()) == 0;
    return empty ? 0 : sql.number("SELECT max(version) FROM schema_version", List.of());
  }

  private static String script(long version) throws IOException {
    String name = "schema-" + version + ".sql";
    try (InputStream in = Database.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Could not set lock")) {
      return "another process has it open";
    }
    boolean outside = OUTSIDE.matcher(message).find();
    if (e instanceof SQLException && !outside) {
      return "it is damaged or not a DuckDB file";
    }
    return message.lines().findFirst().orElse(message).replaceFirst("\\.$", "");
  }

  /** Another connection to the same instance. */
  Sql connect() throws SQLException {
    return new Sql(root.duplicate());
  }

  /** Lets go of the file; the last connection to close folds the log into it. */
  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new ClickStoreException("The click database cannot be closed.", e);
    }
  }
}
