package terse.sql;

import java.sql.SQLException;

/**
 * Keeps the number of links beside them, with one update a commit. It is the sum of several rows,
 * so that threads which write at once seldom wait for each other's commit.
 */
final class LinkCount implements Chore {
  private final String update;

  LinkCount(Wording sql) {
    this.update = sql.of(Phrase.UPDATE_COUNT);
  }

  static void add(Session session, long links) {
    session.unwritten().count += links;
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    Unwritten unwritten = session.unwritten();
    if (unwritten.count != 0) {
      session.update(update, unwritten.count, session.lane());
      unwritten.count = 0;
    }
  }
}
