package terse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import terse.testkit.LinkBackend;

/** A transaction on a connection of its own that holds others up. */
final class HeldTransaction {
  private HeldTransaction() {}

  /** Begins one by statements that take its locks; the connection is closed with it. */
  static LinkBackend.Hold begin(Connection holder, String... statements) throws SQLException {
    for (String statement : statements) {
      execute(holder, statement);
    }
    return () -> end(holder);
  }

  private static void end(Connection holder) {
    try (holder) {
      execute(holder, "ROLLBACK");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
