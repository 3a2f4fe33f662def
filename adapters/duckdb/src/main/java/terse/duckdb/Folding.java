package terse.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import terse.report.Cover;
import terse.report.Kept;
import terse.report.Level;
import terse.rollup.HourFold;

/**
 * Folds periods on connections of its own, beside the one that appends. What is folded is committed
 * in parts, where nothing reads it until the mark is moved, so that appending never waits for much;
 * a fold that was broken off is cleared away by the next. Periods that get clicks while they are
 * folded stay open. Reading has a connection apart, since whatever else runs on one ends an answer
 * that is still being read.
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

  /** Folds the hours before one, and the days and months that are complete then. */
  void foldUntil(long endHour) throws SQLException {
    fold(Level.HOUR, endHour, this::foldHour);
    for (Level level : List.of(Level.DAY, Level.MONTH)) {
      Level finer = level.finer();
      var longer = new LongerFold(source, sql, level);
      fold(level, level.of(finer.start(state.until(finer))), longer::fold);
    }
  }

  private interface Fold {
    void of(long period) throws SQLException;
  }

  private void fold(Level level, long end, Fold fold) throws SQLException {
    Due due = due(level, end);
    for (long period : due.periods) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      start();
      clear(level, period);
      fold.of(period);
      sql.commit();
      source.commit();
      finish(level, period, Math.max(period + 1, state.until(level)));
    }
    finish(level, -1, Math.max(due.end, state.until(level)));
  }

  /** Periods to be folded, and the one that the mark may move to when they are. */
  private record Due(NavigableSet<Long> periods, long end) {}

  /** What is open and what has clicks; nothing that a shorter period is open in. */
  private Due due(Level level, long end) throws SQLException {
    writing.lock();
    try {
      state.startFolding();
      var periods = new TreeSet<>(state.open(level));
      sql.query(clicked(level, end), List.of(), row -> periods.add(level.of(row.getLong(1))));
      NavigableSet<Long> blocked = blocked(level);
      periods.removeAll(blocked);
      Long first = blocked.ceiling(state.until(level));
      long sound = first == null ? end : Math.min(first, end);
      return new Due(periods.headSet(Math.max(sound, state.until(level)), false), sound);
    } finally {
      writing.unlock();
    }
  }

  private NavigableSet<Long> blocked(Level level) {
    var blocked = new TreeSet<Long>();
    if (level != Level.HOUR) {
      Level finer = level.finer();
      state.open(finer).forEach(open -> blocked.add(level.of(finer.start(open))));
    }
    return blocked;
  }

  /** The statement that finds hours with clicks in periods that were never folded. */
  private String clicked(Level level, long end) {
    long from = level.start(state.until(level));
    long to = level.start(Math.max(end, state.until(level)));
    return level == Level.HOUR
        ? "SELECT DISTINCT at_ms // 3600000 FROM click WHERE at_ms >= %d AND at_ms < %d"
            .formatted(from * Cover.HOUR, to * Cover.HOUR)
        : "SELECT DISTINCT hour FROM account_%s WHERE hour >= %d AND hour < %d"
            .formatted(RollupTable.suffix(level.finer()), from, to);
  }

  /** Begins transactions that see exactly what was appended until now. */
  private void start() throws SQLException {
    writing.lock();
    try {
      sql.begin();
      source.begin();
      source.number("SELECT until FROM mark", List.of());
      sql.number("SELECT until FROM mark", List.of());
    } finally {
      writing.unlock();
    }
  }

  private void foldHour(long hour) throws SQLException {
    String range = "at_ms >= " + hour * Cover.HOUR + " AND at_ms < " + (hour + 1) * Cover.HOUR;
    var facets = HourFacets.load(source, range);
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

  private void clear(Level level, long period) throws SQLException {
    for (String table : RollupTable.all(level)) {
      sql.update("DELETE FROM " + table + " WHERE hour = ?", level.start(period));
    }
  }

  private void finish(Level level, long period, long newUntil) throws SQLException {
    writing.lock();
    try {
      sql.begin();
      state.folded(sql, level, period, newUntil);
      sql.commit();
      state.remember(level, period, newUntil);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Forgets raw clicks and hours before two days, as far as they are folded. Clicks that come in
   * from now on are not put where they would be forgotten.
   */
  void forget(long rawBefore, long hoursBefore) throws SQLException {
    forgetRaw(marked(() -> state.forgetRaw(rawBefore)));
    forgetHours(marked(() -> state.forgetHours(hoursBefore)));
  }

  private long marked(LongSupplier mark) {
    writing.lock();
    try {
      return mark.getAsLong();
    } finally {
      writing.unlock();
    }
  }

  /** Day by day, so that no transaction is long. */
  private void forgetRaw(long until) throws SQLException {
    long first =
        sql.number(
            "SELECT coalesce(min(at_ms) // %d, %d) FROM click WHERE at_ms < %d"
                .formatted(Kept.DAY, until, until * Kept.DAY),
            List.of());
    for (long day = first; day < until && !Thread.currentThread().isInterrupted(); day++) {
      sql.begin();
      sql.update("DELETE FROM click WHERE at_ms < ?", (day + 1) * Kept.DAY);
      sql.update("UPDATE kept SET raw_from = ? WHERE raw_from < ?", day + 1, day + 1);
      commit();
    }
  }

  private void forgetHours(long until) throws SQLException {
    if (until > sql.number("SELECT hours_from FROM kept", List.of())
        && until <= sql.number("SELECT raw_from FROM kept", List.of())) {
      sql.begin();
      for (String table : RollupTable.all(Level.HOUR)) {
        sql.update("DELETE FROM " + table + " WHERE hour < ?", Level.DAY.start(until));
      }
      sql.update("UPDATE kept SET hours_from = ?", until);
      commit();
    }
  }

  private void commit() throws SQLException {
    writing.lock();
    try {
      sql.commit();
    } finally {
      writing.unlock();
    }
  }
}
