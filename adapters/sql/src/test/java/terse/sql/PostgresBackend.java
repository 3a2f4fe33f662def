package terse.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import terse.link.LinkStore;
import terse.testkit.LinkBackend;
import terse.testkit.PostgresServer;

/**
 * Links in PostgreSQL: durable, open to several processes, held up by whoever locks the tables. All
 * tests of a process share a server; each folder has a database of its own.
 */
public final class PostgresBackend implements LinkBackend {
  private static final String TEMPLATE = "terse_template";
  private static final String WRITTEN = "link, link_name, request, reuse, outbox";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static @Nullable PostgresServer server;

  @Override
  public LinkStore open(Path folder) {
    return stores(folder).links();
  }

  @Override
  public LinkStore open(Path folder, Duration deadline) {
    return PostgresStores.open(settings(folder).withDeadline(deadline), InstantSource.system())
        .links();
  }

  static PostgresStores stores(Path folder) {
    return PostgresStores.open(settings(folder), InstantSource.system());
  }

  @Override
  public Hold hold(Path folder) {
    try {
      return HeldTransaction.begin(
          connect(folder), "BEGIN", "LOCK TABLE " + WRITTEN + " IN EXCLUSIVE MODE");
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

  /** The database of a folder, made if there is none. Its address is written into the folder. */
  static PostgresSettings settings(Path folder) {
    Path address = folder.resolve("postgres.url");
    try {
      if (Files.notExists(address)) {
        Files.writeString(address, create());
      }
      return settings(Files.readString(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PostgresSettings settings(String url) {
    return PostgresSettings.of(url, PostgresServer.USER, null)
        .withConnections(PostgresSettings.LEAST_CONNECTIONS);
  }

  /** A connection beside the store, without its limits. */
  static Connection connect(Path folder) throws SQLException {
    Connection connection = Postgres.connect(settings(folder));
    HeldTransaction.execute(connection, "SET statement_timeout = 0");
    HeldTransaction.execute(connection, "SET idle_in_transaction_session_timeout = 0");
    return connection;
  }

  /** The server that the tests of this process share; it ends with the process. */
  static synchronized PostgresServer server() throws IOException {
    PostgresServer known = server;
    if (known == null) {
      PostgresServer started = PostgresServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.create(TEMPLATE);
      PostgresStores.open(settings(started.url(TEMPLATE)), InstantSource.system()).close();
      server = started;
      return started;
    }
    return known;
  }

  private static String create() throws IOException {
    String name = "terse_" + DATABASES.incrementAndGet();
    server().copy(TEMPLATE, name);
    return server().url(name);
  }
}
