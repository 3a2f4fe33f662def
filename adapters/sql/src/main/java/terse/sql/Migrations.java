package terse.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;

/**
 * Brings a database to the newest schema. Flyway is asked only when its history does not hold every
 * migration shipped: on an up-to-date database that look costs a millisecond, Flyway some hundreds.
 */
final class Migrations {
  /** The version of the newest migration shipped, in every engine. */
  static final int NEWEST = 70;

  /** How many migrations are shipped for SQLite. */
  static final int SHIPPED_FOR_SQLITE = 9;

  /** How many are shipped for PostgreSQL, whose first makes what SQLite's first eight do. */
  static final int SHIPPED_FOR_POSTGRES = 2;

  private static final String APPLIED =
      "SELECT max(CAST(version AS INTEGER)), count(*), min(CASE WHEN success THEN 1 ELSE 0 END)"
          + " FROM flyway_schema_history";

  private final SQLDialect dialect;
  private final int shipped;
  private final String hasHistory;
  private final FluentConfiguration flyway;
  private final Refusal refusal;

  /** How a database is refused that is not what it should be. */
  interface Refusal {
    TerseException because(String reason, @Nullable Throwable cause);
  }

  private Migrations(
      SQLDialect dialect,
      int shipped,
      String hasHistory,
      FluentConfiguration flyway,
      Refusal refusal) {
    this.dialect = dialect;
    this.shipped = shipped;
    this.hasHistory = hasHistory;
    this.flyway = flyway;
    this.refusal = refusal;
  }

  static Migrations ofSqlite(Path file) {
    return new Migrations(
        SQLDialect.SQLITE,
        SHIPPED_FOR_SQLITE,
        "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history'",
        flyway(Sqlite.url(file), null, null, new CarryRequestsOver()),
        (reason, cause) -> SqliteHeader.refuse(file, reason, cause));
  }

  static Migrations ofPostgres(PostgresSettings settings) {
    return new Migrations(
        SQLDialect.POSTGRES,
        SHIPPED_FOR_POSTGRES,
        "SELECT count(to_regclass('flyway_schema_history'))",
        flyway(settings.url(), settings.user(), settings.password()),
        (reason, cause) -> Postgres.refuse(settings, reason, cause));
  }

  private static FluentConfiguration flyway(
      String url, @Nullable String user, @Nullable String password, JavaMigration... migrations) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(url, user, password)
        .javaMigrations(migrations)
        .outOfOrder(true);
  }

  /** Migrates if need be; refuses a database from a newer program. */
  void bring(Session session) throws SQLException {
    Optional<Applied> last = last(session);
    if (last.isPresent() && last.get().newest() > NEWEST) {
      throw refusal.because(
          "was written by a newer version of this program (schema "
              + last.get().newest()
              + ", known here: "
              + NEWEST
              + ")",
          null);
    }
    if (!last.equals(Optional.of(new Applied(NEWEST, shipped, true)))) {
      migrate();
    }
  }

  private Optional<Applied> last(Session session) throws SQLException {
    boolean known = session.first(hasHistory, row -> row.getInt(1)).orElse(0) > 0;
    return known
        ? session.first(
            APPLIED, row -> new Applied(row.getInt(1), row.getInt(2), row.getInt(3) == 1))
        : Optional.empty();
  }

  private void migrate() {
    try {
      flyway.locations("classpath:terse/sql/" + Wording.folder(dialect)).load().migrate();
    } catch (FlywayException e) {
      throw refusal.because("cannot be brought to the newest schema", e);
    }
  }

  private record Applied(int newest, int count, boolean allDone) {}
}
