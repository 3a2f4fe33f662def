package terse.sql;

import java.sql.SQLException;

/** Something the writer does in each transaction beside what callers asked for. */
interface Chore {
  void beforeCommit(Session session) throws SQLException;

  /** Forgets what was noted since the last commit. */
  default void afterRollback() {}
}
