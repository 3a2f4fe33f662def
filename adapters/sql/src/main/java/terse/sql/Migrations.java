package terse.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database file to the newest schema. Flyway is asked only when its history does not hold
 * every migration shipped: on an up-to-date file that look costs a millisecond, Flyway some
 * hundreds.
 */
final class Migrations {
  /** The version of the newest migration shipped. */
  static final int NEWEST = 30;

  /** How many migrations are shipped. */
  static final int SHIPPED = 7;

  private static final String HAS_HISTORY =
      "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history'";
  private static final String APPLIED =
      "SELECT max(CAST(version AS INTEGER)), count(*), min(success) FROM flyway_schema_history";

  private Migrations() {}

  /** Migrates if need be; refuses a file from a newer program. */
  static void bring(Path file, Session session) throws SQLException {
    Optional<Applied> last = last(session);
    if (last.isPresent() && last.get().newest() > NEWEST) {
      throw SqliteHeader.refuse(
          file,
          "was written by a newer version of this program (schema "
              + last.get().newest()
              + ", known here: "
              + NEWEST
              + ")",
          null);
    }
    if (!last.equals(Optional.of(new Applied(NEWEST, SHIPPED, true)))) {
      migrate(file);
    }
  }

  private static Optional<Applied> last(Session session) throws SQLException {
    boolean known = session.first(HAS_HISTORY, row -> row.getInt(1)).orElse(0) > 0;
    return known
        ? session.first(
            APPLIED, row -> new Applied(row.getInt(1), row.getInt(2), row.getBoolean(3)))
        : Optional.empty();
  }

  private static void migrate(Path file) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(Sqlite.url(file), null, null)
          .locations("classpath:terse/sql/sqlite")
          .javaMigrations(new CarryRequestsOver())
          .outOfOrder(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw SqliteHeader.refuse(file, "cannot be brought to the newest schema", e);
    }
  }

  private record Applied(int newest, int count, boolean allDone) {}
}
