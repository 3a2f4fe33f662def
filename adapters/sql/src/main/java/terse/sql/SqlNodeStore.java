package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import terse.feed.NodeStore;

/** The table of nodes in SQL; a beat is one update that finds its row or does not. */
final class SqlNodeStore implements NodeStore {
  private final Wording sql;
  private final Writes writer;
  private final Reads feed;

  SqlNodeStore(Wording sql, Writes writer, Reads feed) {
    this.sql = sql;
    this.writer = writer;
    this.feed = feed;
  }

  @Override
  public void join(String id, String name) {
    writer.write(
        1, session -> session.update(sql.of(Phrase.INSERT_NODE), id, name, 0L, Node.NOTHING, 0L));
  }

  @Override
  public boolean beat(String id, long position, long keys) {
    return writer.write(
        1, session -> session.update(sql.of(Phrase.UPDATE_NODE), position, keys, id) == 1);
  }

  @Override
  public List<Node> all() {
    return feed.read(session -> session.all(sql.of(Phrase.ALL_NODES), SqlNodeStore::read));
  }

  @Override
  public boolean remove(String id, long beat) {
    return writer.write(
        1, session -> session.update(sql.of(Phrase.DELETE_SILENT_NODE), id, beat) == 1);
  }

  @Override
  public void leave(String id) {
    writer.write(1, session -> session.update(sql.of(Phrase.DELETE_NODE), id));
  }

  private static Node read(ResultSet row) throws SQLException {
    return new Node(
        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }
}
