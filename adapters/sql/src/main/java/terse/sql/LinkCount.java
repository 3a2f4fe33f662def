package terse.sql;

import java.sql.SQLException;

/** Keeps the number of links beside them, with one update a commit. Used by the writer alone. */
final class LinkCount implements Chore {
  private final String update;
  private long pending;

  LinkCount(Wording sql) {
    this.update = sql.of(Phrase.UPDATE_COUNT);
  }

  void add(long links) {
    pending += links;
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    if (pending != 0) {
      session.update(update, pending);
      pending = 0;
    }
  }

  @Override
  public void afterRollback() {
    pending = 0;
  }
}
