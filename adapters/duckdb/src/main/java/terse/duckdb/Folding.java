package terse.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import terse.report.Cover;
import terse.rollup.HourFold;

/**
 * Folds hours on connections of its own, beside the one that appends. Appending waits only while a
 * folded hour is committed; hours that get clicks while they are folded stay open. Reading has a
 * connection apart, since whatever else runs on one ends an answer that is still being read.
 */
final class Folding {
  private final Sql source;
  private final Sql sql;
  private final FoldState state;
  private final Lock writing;

  Folding(Sql source, Sql sql, FoldState state, Lock writing) {
    this.source = source;
    this.sql = sql;
    this.state = state;
    this.writing = writing;
  }

  void foldUntil(long endHour) throws SQLException {
    for (long hour : due(endHour)) {
      start();
      fold(hour);
      finish(hour, Math.max(hour + 1, state.until()));
    }
    start();
    finish(-1, Math.max(endHour, state.until()));
  }

  private Set<Long> due(long endHour) throws SQLException {
    writing.lock();
    try {
      var hours = new TreeSet<>(state.open());
      List<Long> range = List.of(state.until() * Cover.HOUR, endHour * Cover.HOUR);
      sql.query(
          "SELECT DISTINCT at_ms // 3600000 FROM click WHERE at_ms >= ? AND at_ms < ?",
          range,
          row -> hours.add(row.getLong(1)));
      return hours;
    } finally {
      writing.unlock();
    }
  }

  /** Begins transactions that see exactly what was appended until now. */
  private void start() throws SQLException {
    writing.lock();
    try {
      state.startFolding();
      sql.begin();
      source.begin();
      source.number("SELECT folded_until FROM folding", List.of());
      sql.number("SELECT folded_until FROM folding", List.of());
    } finally {
      writing.unlock();
    }
  }

  private void fold(long hour) throws SQLException {
    String range = "at_ms >= " + hour * Cover.HOUR + " AND at_ms < " + (hour + 1) * Cover.HOUR;
    var facets = HourFacets.load(source, range);
    if (state.foldedBefore(hour)) {
      clear(hour);
    }
    try (var writer = new RollupWriter(sql, (int) hour, facets)) {
      var fold = new HourFold<>(writer);
      source.query(
          "SELECT at_ms, domain, epoch, number, owner, visitor, salt, bot,"
              + " place, agent, referrer, campaign FROM click WHERE "
              + range
              + " ORDER BY domain, epoch, number, owner",
          List.of(),
          row -> fold.add(facets.click(row)));
      fold.finish();
    }
  }

  private void clear(long hour) throws SQLException {
    for (String table : List.of("link_hour", "link_facet", "account_hour", "account_facet")) {
      sql.update("DELETE FROM " + table + " WHERE hour = ?", hour);
    }
  }

  private void finish(long hour, long newUntil) throws SQLException {
    writing.lock();
    try {
      source.commit();
      state.folded(sql, hour, newUntil);
      sql.commit();
      state.remember(hour, newUntil);
    } finally {
      writing.unlock();
    }
  }
}
