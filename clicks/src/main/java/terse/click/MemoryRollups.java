package terse.click;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import terse.report.Cover;
import terse.report.Kept;
import terse.report.Level;
import terse.report.StatsQuery;
import terse.rollup.Tally;

/** The folded periods of every level, in memory, and what is kept beside them. */
final class MemoryRollups {
  private static final class Folds {
    final TreeMap<Long, FoldedClicks> periods = new TreeMap<>();
    final TreeSet<Long> open = new TreeSet<>();
    long until;

    /** The first period that is not folded, or no longer. */
    long sound() {
      return open.isEmpty() ? until : open.first();
    }
  }

  private final Map<Level, Folds> levels = new EnumMap<>(Level.class);
  private long rawFrom;
  private long hoursFrom;

  MemoryRollups() {
    for (Level level : Level.values()) {
      levels.put(level, new Folds());
    }
  }

  private Folds of(Level level) {
    return Objects.requireNonNull(levels.get(level));
  }

  Kept kept() {
    return new Kept(mark(Level.HOUR), mark(Level.DAY), mark(Level.MONTH), rawFrom, hoursFrom);
  }

  private Kept.Mark mark(Level level) {
    return new Kept.Mark(of(level).until, of(level).open);
  }

  /** Takes note of a click in an hour: what is folded of it does not hold any more. */
  void touch(long hour) {
    levels.forEach(
        (level, folds) -> {
          if (level.of(hour) < folds.until) {
            folds.open.add(level.of(hour));
          }
        });
  }

  /** Folds the hours before one, then the days and months that are complete. */
  void fold(NavigableMap<Long, List<Click>> clicks, long endHour) {
    fold(
        of(Level.HOUR),
        endHour,
        clicks.keySet(),
        hour -> FoldedClicks.hour(clicks.getOrDefault(hour, List.of())));
    fold(Level.DAY);
    fold(Level.MONTH);
  }

  private void fold(Level level) {
    Level finer = level.finer();
    TreeMap<Long, FoldedClicks> parts = of(finer).periods;
    fold(
        of(level),
        level.of(finer.start(of(finer).until)),
        parts.keySet().stream().map(part -> level.of(finer.start(part))).toList(),
        period ->
            FoldedClicks.of(
                parts
                    .subMap(finer.of(level.start(period)), finer.of(level.start(period + 1)))
                    .values()));
  }

  private static void fold(
      Folds folds, long end, Collection<Long> clicked, LongFunction<FoldedClicks> make) {
    Stream<Long> never = clicked.stream().filter(period -> period >= folds.until && period < end);
    Stream.concat(folds.open.stream(), never)
        .distinct()
        .forEach(period -> folds.periods.put(period, make.apply(period)));
    folds.open.clear();
    folds.until = Math.max(folds.until, end);
  }

  /** Forgets raw clicks and hours before two days, as far as they are folded. */
  void forget(NavigableMap<Long, List<Click>> clicks, long rawBefore, long hoursBefore) {
    long folded = Level.DAY.of(of(Level.HOUR).sound());
    rawFrom = Math.max(rawFrom, Math.min(rawBefore, folded));
    clicks.headMap(Level.DAY.start(rawFrom), false).clear();
    long kept = Math.min(rawFrom, of(Level.DAY).sound());
    hoursFrom = Math.max(hoursFrom, Math.min(hoursBefore, kept));
    of(Level.HOUR).periods.headMap(Level.DAY.start(hoursFrom)).clear();
  }

  /** Adds what a cover reads from rollups. */
  void addTo(Tally tally, StatsQuery query, Cover cover) {
    levels.forEach(
        (level, folds) ->
            cover
                .folded(level)
                .forEach(
                    span ->
                        folds
                            .periods
                            .subMap(level.of(span.from()), level.of(span.to()))
                            .values()
                            .forEach(folded -> folded.addTo(tally, query))));
  }

  /** The first hours that folded periods of a level begin with, from one hour to before another. */
  Stream<Long> clicked(Level level, StatsQuery query, long from, long end) {
    return of(level).periods.subMap(level.of(from), level.of(end)).entrySet().stream()
        .filter(entry -> entry.getValue().any(query))
        .map(entry -> level.start(entry.getKey()));
  }
}
