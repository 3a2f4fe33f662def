package terse.sql;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions on the one connection that writes a SQLite file. */
final class SqliteTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteTransactions.class);

  private final Session session;
  private final Checkpoints checkpoints;

  SqliteTransactions(Session session, Checkpoints checkpoints) {
    this.session = session;
    this.checkpoints = checkpoints;
  }

  @Override
  public Session begin() throws SQLException {
    session.unwritten().clear();
    session.update("BEGIN IMMEDIATE");
    return session;
  }

  @Override
  public void commit(Session open, int rows) throws SQLException {
    try {
      open.update("COMMIT");
    } catch (SQLException e) {
      if (SqliteFaults.leavesNothing(e)) {
        throw e;
      }
      throw SqlFaults.unknown(e);
    }
    checkpoints.committed(rows);
  }

  @Override
  public void undo() {
    try {
      session.update("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("Nothing was left to roll back.", e);
    }
  }

  @Override
  public void close() throws SQLException {
    checkpoints.close();
    session.close();
  }
}
