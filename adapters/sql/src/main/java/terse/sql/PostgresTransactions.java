package terse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions on PostgreSQL, each on a connection taken from a pool. */
final class PostgresTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTransactions.class);

  /**
   * The lock that whatever the feed tells of takes until its commit, see the schema; and word of it
   * to all who listen, which is sent when it has committed.
   */
  private static final String IN_ORDER =
      "select pg_advisory_xact_lock('outbox'::regclass::oid::bigint), pg_notify('"
          + PostgresHints.CHANNEL
          + "', '')";

  private final DataSource pool;
  private final int lane;
  private final boolean inOrder;
  private @Nullable Connection connection;
  private @Nullable Session session;

  /**
   * @param lane which row of sums its transactions add to
   * @param inOrder whether its transactions are made one after another, on all nodes together
   */
  PostgresTransactions(DataSource pool, int lane, boolean inOrder) {
    this.pool = pool;
    this.lane = lane;
    this.inOrder = inOrder;
  }

  @Override
  public Session begin() throws SQLException {
    Connection taken = pool.getConnection();
    connection = taken;
    taken.clearWarnings();
    taken.setAutoCommit(false);
    Session opened = new Session(taken, lane);
    session = opened;
    if (inOrder) {
      opened.first(IN_ORDER, row -> true);
    }
    return opened;
  }

  /**
   * A server that was cut off from its synchronous standby, or told not to wait for it, says that
   * it has committed, with a warning: whether that outlives it nobody knows.
   */
  @Override
  public void commit(Session open, int rows) throws SQLException {
    Connection used = connection;
    if (used == null) {
      throw new IllegalStateException("no transaction is open");
    }
    try {
      used.commit();
    } catch (SQLException e) {
      if (PostgresFaults.leavesNothing(e)) {
        throw e;
      }
      throw SqlFaults.unknown(e);
    }
    SQLWarning warning = used.getWarnings();
    if (warning != null) {
      throw SqlFaults.unknown(warning);
    }
    release();
  }

  @Override
  public void undo() {
    try {
      if (connection != null && !connection.isClosed()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("Nothing was left to roll back.", e);
    } finally {
      release();
    }
  }

  /** Gives the connection back to its pool, which drops it if it is broken. */
  private void release() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      LOG.debug("A connection to PostgreSQL did not close cleanly.", e);
    }
    session = null;
    connection = null;
  }

  @Override
  public void close() {
    release();
  }
}
