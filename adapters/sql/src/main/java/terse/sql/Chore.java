package terse.sql;

import java.sql.SQLException;

/** Something a writer does in each transaction beside what callers asked for. */
interface Chore {
  void beforeCommit(Session session) throws SQLException;
}
