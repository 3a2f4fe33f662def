package terse.sql;

import java.sql.SQLException;

/** Asks the store, within a time. */
interface Reads extends AutoCloseable {

  /** Runs a query and waits for its answer. */
  <T> T read(Query<T> query);

  /** Queries waiting now. */
  int waiting();

  /** How many may wait. */
  int mostWaiting();

  @Override
  void close();

  /** A question to the store. */
  interface Query<T> {
    T run(Session session) throws SQLException;
  }
}
