package terse.duckdb;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which hours are folded: all before a mark, except those that late clicks opened again. While an
 * hour is being folded it also knows which hours got clicks meanwhile. Not thread-safe.
 */
final class FoldState {
  private long until;
  private final NavigableSet<Long> open = new TreeSet<>();
  private final Set<Long> touched = new TreeSet<>();

  static FoldState load(Sql sql) throws SQLException {
    var state = new FoldState();
    state.until = sql.number("SELECT folded_until FROM folding", List.of());
    sql.query("SELECT DISTINCT hour FROM open_hour", List.of(), r -> state.open.add(r.getLong(1)));
    return state;
  }

  long until() {
    return until;
  }

  NavigableSet<Long> open() {
    return open;
  }

  /** Whether an hour was folded before, so that something may have to give way. */
  boolean foldedBefore(long hour) {
    return hour < until;
  }

  /** Opens hours again, in the open transaction, that get clicks though they are folded. */
  void open(Sql sql, Collection<Long> hours) throws SQLException {
    for (long hour : hours) {
      if (hour < until && !open.contains(hour)) {
        sql.update("INSERT INTO open_hour VALUES (?)", hour);
      }
    }
  }

  /** Takes note of clicks in these hours once they are committed. */
  void touched(Collection<Long> hours) {
    touched.addAll(hours);
    hours.stream().filter(hour -> hour < until).forEach(open::add);
  }

  /** From here on hours that get clicks are not what is being folded. */
  void startFolding() {
    touched.clear();
  }

  /**
   * Writes into the open transaction that an hour is folded as it was when folding started, and
   * with it every empty one before {@code newUntil}.
   */
  void folded(Sql sql, long hour, long newUntil) throws SQLException {
    if (!touched.contains(hour)) {
      sql.update("DELETE FROM open_hour WHERE hour = ?", hour);
    }
    for (long late : (Iterable<Long>) touched.stream().filter(opensAt(newUntil))::iterator) {
      sql.update("INSERT INTO open_hour VALUES (?)", late);
    }
    sql.update("UPDATE folding SET folded_until = ?", newUntil);
  }

  /** Takes note of the same once it is committed. */
  void remember(long hour, long newUntil) {
    if (!touched.contains(hour)) {
      open.remove(hour);
    }
    touched.stream().filter(opensAt(newUntil)).forEach(open::add);
    until = newUntil;
  }

  private Predicate<Long> opensAt(long newUntil) {
    return hour -> hour >= until && hour < newUntil;
  }
}
