package terse.duckdb;

import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import terse.report.Kept;
import terse.report.Level;

/**
 * Which periods are folded: of each level all before a mark, except those that late clicks opened
 * again; and from when on raw clicks and hours are kept. While a period is being folded it also
 * knows which hours got clicks meanwhile. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // stored: 0 hour, 1 day, 2 month
final class FoldState {
  private final Map<Level, Long> until = new EnumMap<>(Level.class);
  private final Map<Level, NavigableSet<Long>> open = new EnumMap<>(Level.class);
  private final Set<Long> touched = new TreeSet<>();
  private long rawFrom;
  private long hoursFrom;

  static FoldState load(Sql sql) throws SQLException {
    var state = new FoldState();
    Level[] levels = Level.values();
    for (Level level : levels) {
      state.open.put(level, new TreeSet<>());
    }
    sql.query(
        "SELECT level, until FROM mark",
        List.of(),
        row -> state.until.put(levels[row.getInt(1)], row.getLong(2)));
    sql.query(
        "SELECT level, period FROM open_period",
        List.of(),
        row -> state.open(levels[row.getInt(1)]).add(row.getLong(2)));
    state.rawFrom = sql.number("SELECT raw_from FROM kept", List.of());
    state.hoursFrom = sql.number("SELECT hours_from FROM kept", List.of());
    return state;
  }

  Kept kept() {
    return new Kept(mark(Level.HOUR), mark(Level.DAY), mark(Level.MONTH), rawFrom, hoursFrom);
  }

  private Kept.Mark mark(Level level) {
    return new Kept.Mark(until(level), open(level));
  }

  long until(Level level) {
    return Objects.requireNonNull(until.get(level));
  }

  NavigableSet<Long> open(Level level) {
    return Objects.requireNonNull(open.get(level));
  }

  /** The first period of a level that is not folded, or no longer. */
  private long sound(Level level) {
    return open(level).isEmpty() ? until(level) : open(level).first();
  }

  /** Opens periods again, in the open transaction, that get clicks though they are folded. */
  void open(Sql sql, Collection<Long> hours) throws SQLException {
    for (Level level : Level.values()) {
      for (long period : periods(level, hours)) {
        if (period < until(level) && !open(level).contains(period)) {
          insert(sql, level, period);
        }
      }
    }
  }

  private static void insert(Sql sql, Level level, long period) throws SQLException {
    sql.update("INSERT INTO open_period VALUES (?, ?)", level.ordinal(), period);
  }

  private static Set<Long> periods(Level level, Collection<Long> hours) {
    return hours.stream().map(level::of).collect(Collectors.toSet());
  }

  /** Takes note of clicks in these hours once they are committed. */
  void touched(Collection<Long> hours) {
    touched.addAll(hours);
    for (Level level : Level.values()) {
      periods(level, hours).stream()
          .filter(period -> period < until(level))
          .forEach(open(level)::add);
    }
  }

  /**
   * From here on periods that get clicks are left open by {@link #remember}, be they folded or, as
   * far as was known, empty.
   */
  void startFolding() {
    touched.clear();
  }

  /**
   * Writes into the open transaction that a period is folded as it was when folding started, and
   * with it every empty one before {@code newUntil}.
   */
  void folded(Sql sql, Level level, long period, long newUntil) throws SQLException {
    Set<Long> late = periods(level, touched);
    if (!late.contains(period)) {
      sql.update("DELETE FROM open_period WHERE level = ? AND period = ?", level.ordinal(), period);
    }
    for (long opened : late) {
      if (opened >= until(level) && opened < newUntil) {
        insert(sql, level, opened);
      }
    }
    sql.update("UPDATE mark SET until = ? WHERE level = ?", newUntil, level.ordinal());
  }

  /** Takes note of the same once it is committed. */
  void remember(Level level, long period, long newUntil) {
    Set<Long> late = periods(level, touched);
    if (!late.contains(period)) {
      open(level).remove(period);
    }
    late.stream()
        .filter(opened -> opened >= until(level) && opened < newUntil)
        .forEach(open(level)::add);
    until.put(level, newUntil);
  }

  /** The first instant clicks count at, in milliseconds since 1970. */
  long earliest() {
    return rawFrom * Kept.DAY;
  }

  /** Forgets no raw click after this day nor after what is folded; returns where it forgets to. */
  long forgetRaw(long before) {
    rawFrom = Math.max(rawFrom, Math.min(before, Level.DAY.of(sound(Level.HOUR))));
    return rawFrom;
  }

  /** Forgets no hour after this day nor after what is folded; returns where it forgets to. */
  long forgetHours(long before) {
    hoursFrom = Math.max(hoursFrom, Math.min(before, Math.min(rawFrom, sound(Level.DAY))));
    return hoursFrom;
  }
}
