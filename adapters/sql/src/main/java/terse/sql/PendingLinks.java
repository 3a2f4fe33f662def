package terse.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of links on their way into an open transaction. A statement that inserts many rows takes a
 * third of the time a row, so they are gathered until enough are there, somebody wants to read one,
 * or the transaction is to end.
 */
final class PendingLinks implements Chore {
  private static final int[] STEPS = {64, 8, 1};
  private static final String VALUES = " values ";

  private final String[] statements;

  PendingLinks(Wording sql) {
    String one = sql.of(Phrase.INSERT_LINK);
    String more = ", " + one.substring(one.indexOf(VALUES) + VALUES.length());
    statements =
        Arrays.stream(STEPS).mapToObj(n -> one + more.repeat(n - 1)).toArray(String[]::new);
  }

  void add(Session session, LinkRow row) throws SQLException {
    List<LinkRow> rows = session.unwritten().links;
    rows.add(row);
    if (rows.size() == STEPS[0]) {
      flush(session);
    }
  }

  /** Inserts what has been gathered. */
  void flush(Session session) throws SQLException {
    List<LinkRow> rows = session.unwritten().links;
    int from = 0;
    for (int i = 0; i < STEPS.length; i++) {
      for (; rows.size() - from >= STEPS[i]; from += STEPS[i]) {
        session.update(statements[i], values(rows.subList(from, from + STEPS[i])));
      }
    }
    rows.clear();
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    flush(session);
  }

  private static @Nullable Object[] values(List<LinkRow> rows) {
    int width = LinkColumns.WRITTEN.size();
    @Nullable Object[] values = new @Nullable Object[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).values(), 0, values, i * width, width);
    }
    return values;
  }
}
