package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.testkit.PostgresServer;

/** What a store says of a server that it cannot use, and what it makes of one that it can. */
class PostgresOpenIT {
  private static final String COLUMNS =
      "select table_name || '.' || column_name from information_schema.columns"
          + " where table_schema = 'public'";

  private final Path folder;

  PostgresOpenIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void wrongPasswordIsRefused() throws IOException {
    String url = PostgresBackend.server().url("postgres");
    assertRefused(
        PostgresSettings.of(url, PostgresServer.GUARDED, "other"),
        "refused the password of the user guarded");
  }

  @Test
  void rightPasswordIsTaken() {
    PostgresSettings usual = PostgresBackend.settings(folder);
    PostgresSettings guarded =
        PostgresSettings.of(usual.url(), PostgresServer.GUARDED, PostgresServer.PASSWORD);
    try (PostgresStores stores = PostgresStores.open(guarded, InstantSource.system())) {
      assertThat(stores.links().count()).isZero();
    }
    assertThat(guarded.toString()).doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void serverThatIsNotThereIsRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      taken.close();
      assertRefused(
          PostgresSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/x", "postgres", null),
          "cannot be used: Connection to 127.0.0.1:" + port + " refused");
    }
  }

  @Test
  void databaseThatIsNotThereIsRefused() throws IOException {
    assertRefused(
        PostgresBackend.settings(PostgresBackend.server().url("nowhere")), "does not exist");
  }

  @Test
  void databaseOfAnotherProgramIsRefusedAndLeftAlone() throws IOException {
    PostgresServer server = PostgresBackend.server();
    server.create("recipes");
    server.sql("recipes", "CREATE TABLE recipe (name text)");
    assertRefused(PostgresBackend.settings(server.url("recipes")), "belongs to another program");
    assertThat(server.sql("recipes", COLUMNS)).isEqualTo("recipe.name");
  }

  @Test
  void databaseThatIsNotUnicodeIsRefused() throws IOException {
    PostgresServer server = PostgresBackend.server();
    server.sql("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    assertRefused(PostgresBackend.settings(server.url("latin")), "does not keep its text in UTF-8");
  }

  @Test
  void newerSchemaIsRefused() throws SQLException {
    PostgresSettings settings = PostgresBackend.settings(folder);
    try (Connection connection = PostgresBackend.connect(folder)) {
      HeldTransaction.execute(
          connection,
          "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', description, type,"
              + " script, checksum, installed_by, installed_on, execution_time, success"
              + " FROM flyway_schema_history");
    }
    assertRefused(settings, "newer version of this program (schema 99");
  }

  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseMakeItsTablesOnce() throws IOException {
    PostgresServer server = PostgresBackend.server();
    server.create("fresh");
    PostgresSettings settings = PostgresBackend.settings(server.url("fresh"));
    List<CompletableFuture<PostgresStores>> nodes =
        List.of(opening(settings), opening(settings), opening(settings));
    nodes.forEach(node -> assertThat(node.join().links().count()).isZero());
    nodes.forEach(node -> node.join().close());
    assertThat(server.sql("fresh", "SELECT count(*) FROM flyway_schema_history"))
        .isEqualTo("" + Migrations.SHIPPED_FOR_POSTGRES);
  }

  private static CompletableFuture<PostgresStores> opening(PostgresSettings settings) {
    return CompletableFuture.supplyAsync(
        () -> PostgresStores.open(settings, InstantSource.system()));
  }

  /** Whatever a database or its administrator has set: what is acknowledged is on the disk. */
  @Test
  void commitsWaitForTheDiskWhateverTheDefaultIs() throws Exception {
    try (Connection connection = PostgresBackend.connect(folder)) {
      HeldTransaction.execute(
          connection,
          "ALTER DATABASE %s SET synchronous_commit = off".formatted(connection.getCatalog()));
    }
    try (PostgresStores stores = PostgresBackend.stores(folder)) {
      assertThat(
              stores
                  .changes()
                  .<String>write(
                      1,
                      session ->
                          session
                              .first(
                                  "select current_setting('synchronous_commit')",
                                  row -> row.getString(1))
                              .orElseThrow()))
          .isEqualTo("on");
    }
  }

  /** One schema in two dialects: a migration of one without the other shows here. */
  @Test
  void bothEnginesHaveTheSameTablesAndColumns() throws Exception {
    try (PostgresStores postgres = PostgresBackend.stores(folder);
        SqliteStores sqlite = SqliteStores.open(SqliteBackend.file(folder));
        Connection file = DriverManager.getConnection(Sqlite.url(SqliteBackend.file(folder)));
        Session session = new Session(file)) {
      assertThat(postgres.links().count()).isEqualTo(sqlite.links().count());
      assertThat(postgres.lookups().<SortedSet<String>>read(own -> columns(own, COLUMNS)))
          .isEqualTo(
              columns(
                  session,
                  "select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c"
                      + " where t.type = 'table' and t.name not like 'sqlite_%'"));
    }
  }

  private static SortedSet<String> columns(Session session, String query) throws SQLException {
    return new TreeSet<>(session.once(query, row -> row.getString(1), List.of()));
  }

  private static void assertRefused(PostgresSettings settings, String reason) {
    assertThatThrownBy(() -> PostgresStores.open(settings, InstantSource.system()))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE))
        .hasMessageContaining(reason);
  }
}
