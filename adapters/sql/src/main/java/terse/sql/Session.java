package terse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection and the statements prepared on it so far. Used by one thread at a time. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final int lane;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Unwritten unwritten = new Unwritten();
  private volatile @Nullable Statement running;

  Session(Connection connection) {
    this(connection, 0);
  }

  /**
   * @param lane which of the rows that are kept to be added to at once it adds to, from 0
   */
  Session(Connection connection, int lane) {
    this.connection = connection;
    this.lane = lane;
  }

  int lane() {
    return lane;
  }

  Unwritten unwritten() {
    return unwritten;
  }

  /** Runs a statement that changes rows; it is prepared once and kept. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try {
      return bind(prepare(sql), values).executeUpdate();
    } catch (SQLException e) {
      throw forget(sql, e);
    }
  }

  /** Every row of a query that is prepared once and kept. */
  <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    try {
      return rows(bind(prepare(sql), values), row);
    } catch (SQLException e) {
      throw forget(sql, e);
    }
  }

  /** The first row of a query that is prepared once and kept. */
  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    return all(sql, row, values).stream().findFirst();
  }

  /** Every row of a query that is not worth keeping. */
  <T> List<T> once(String sql, Row<T> row, List<?> values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return rows(bind(statement, values.toArray()), row);
    }
  }

  /** Makes the query that is running, if one is, fail. May be called from any thread. */
  void stop() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.warn("A query that took too long could not be stopped.", e);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** A statement that failed may have been closed by its driver, so the next use prepares anew. */
  private SQLException forget(String sql, SQLException failure) {
    PreparedStatement failed = prepared.remove(sql);
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  private static PreparedStatement bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
    running = statement;
    try (ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    } finally {
      running = null;
    }
  }

  /** Reads the row a result stands on. */
  interface Row<T> {
    T read(ResultSet result) throws SQLException;
  }
}
