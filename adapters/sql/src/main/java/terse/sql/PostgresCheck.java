package terse.sql;

import java.sql.SQLException;
import java.util.List;
import terse.fault.TerseException;

/** A look at a PostgreSQL server before it is used, and what is said of one that cannot be. */
final class PostgresCheck {
  private static final int OLDEST = 13;
  private static final String TABLES =
      "select table_name from information_schema.tables"
          + " where table_schema = current_schema() and table_type = 'BASE TABLE'";
  private static final String WRONG_PASSWORD = "28P01";
  private static final String NOT_LET_IN = "28000";
  private static final String NO_DATABASE = "3D000";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private PostgresCheck() {}

  static void of(Session session, PostgresSettings settings) throws SQLException {
    int version = Integer.parseInt(setting(session, "server_version_num")) / 10_000;
    if (version < OLDEST) {
      throw Postgres.refuse(settings, "is of version " + version + "; 13 or newer is needed", null);
    }
    if (!setting(session, "server_encoding").equals("UTF8")) {
      throw Postgres.refuse(settings, "does not keep its text in UTF-8", null);
    }
    if (setting(session, "fsync").equals("off")) {
      throw Postgres.refuse(
          settings, "has fsync off: it would lose links that were acknowledged", null);
    }
    if (session.first("select pg_is_in_recovery()", row -> row.getBoolean(1)).orElse(false)) {
      throw Postgres.refuse(settings, "is a standby, which takes no changes", null);
    }
    List<String> tables = session.all(TABLES, row -> row.getString(1));
    if (!tables.isEmpty() && !tables.contains("flyway_schema_history")) {
      throw Postgres.refuse(settings, "belongs to another program", null);
    }
  }

  private static String setting(Session session, String name) throws SQLException {
    return session.first("select current_setting(?)", row -> row.getString(1), name).orElseThrow();
  }

  /** The cluster's number and the database's in it. */
  static String identity(Session session) throws SQLException {
    return session
        .first(
            "select system_identifier || '.' || oid from pg_control_system(), pg_database"
                + " where datname = current_database()",
            row -> row.getString(1))
        .orElseThrow();
  }

  static TerseException refuse(PostgresSettings settings, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return Postgres.refuse(
        settings,
        switch (state) {
          case WRONG_PASSWORD -> "refused the password of the user " + settings.user();
          case NOT_LET_IN -> "does not let in the user " + settings.user() + " from here";
          case NO_DATABASE -> "does not exist";
          case TOO_MANY_CONNECTIONS -> "has no connection to spare";
          default -> "cannot be used: " + e.getMessage();
        },
        e);
  }
}
