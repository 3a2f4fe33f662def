package terse.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A connection with the few verbs this adapter speaks. One thread at a time.
 *
 * <p>Transactions are begun in so many words: with JDBC's auto-commit off the driver begins one
 * only with the next statement, so that an appender used before it commits every few thousand rows.
 */
final class Sql implements AutoCloseable {
  private final DuckDBConnection connection;

  Sql(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** What is done with each row of an answer. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, List.of(parameters))) {
      return statement.executeUpdate();
    }
  }

  void query(String sql, List<?> parameters, RowReader reader) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /** The number in the first column of the only row, 0 if it is null or there is no row. */
  long number(String sql, List<?> parameters) throws SQLException {
    long[] number = new long[1];
    query(sql, parameters, row -> number[0] = row.getLong(1));
    return number[0];
  }

  private PreparedStatement prepare(String sql, List<?> parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }

  DuckDBAppender appender(String table) throws SQLException {
    return connection.createAppender(table);
  }

  void begin() throws SQLException {
    execute("BEGIN TRANSACTION");
  }

  void commit() throws SQLException {
    execute("COMMIT");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
