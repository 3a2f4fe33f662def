package terse.sql;

import java.sql.SQLException;

/** How an engine's transactions begin and end. Used by one thread. */
interface Transactions extends AutoCloseable {

  /** A session with an open transaction, until {@link #commit} or {@link #undo}. */
  Session begin() throws SQLException;

  /**
   * Commits; what was changed is durable when this returns.
   *
   * @param rows how many rows were changed
   * @throws terse.fault.TerseException {@code OUTCOME_UNKNOWN} if it cannot be told whether it is
   */
  void commit(Session session, int rows) throws SQLException;

  /** Leaves nothing of the transaction that is open, if one is. */
  void undo();

  @Override
  void close() throws SQLException;
}
