package terse.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How a range of time is read: whole folded periods from rollups, the longest there are, and the
 * rest from raw clicks. Spans are ascending, apart from each other, and none of them is empty.
 *
 * @param folded the spans read from the rollups of each level, in hours since 1970 UTC
 * @param raw the spans read from raw clicks, in milliseconds since 1970 UTC
 */
public record Cover(Map<Level, List<Span>> folded, List<Span> raw) {
  /** Milliseconds in an hour. */
  public static final long HOUR = 3_600_000;

  /** The most spans of raw clicks in a row of hours: whatever is later is read raw altogether. */
  private static final int MOST_SPANS = 8;

  public Cover {
    folded = Map.copyOf(folded);
    raw = List.copyOf(raw);
  }

  /** From one point in time to before another. */
  public record Span(long from, long to) {}

  /** Everything from raw clicks, from one instant to before another. */
  public static Cover raw(long from, long to) {
    return new Cover(Map.of(), from < to ? List.of(new Span(from, to)) : List.of());
  }

  /**
   * As much as possible from rollups.
   *
   * @param from first instant in milliseconds since 1970 UTC, 0 or more
   * @param to end, exclusive
   * @param cuts periods that must not be read whole
   * @param coarsest the longest periods that may be read, where shorter ones are kept
   */
  public static Cover of(long from, long to, Kept kept, Cuts cuts, Level coarsest) {
    var making = new Making(kept, cuts);
    long first = kept.told(from);
    long end = kept.told(to);
    long hours = Math.max(first, Math.min(kept.hoursFromMillis(), end));
    making.fill(coarsest == Level.HOUR ? Level.DAY : coarsest, first, hours);
    making.fill(coarsest, hours, end);
    return new Cover(making.folded, making.raw);
  }

  /** The spans read from the rollups of a level, in hours since 1970 UTC. */
  public List<Span> folded(Level level) {
    return folded.getOrDefault(level, List.of());
  }

  /** Whether there is nothing to be read from rollups. */
  public boolean onlyRaw() {
    return folded.values().stream().allMatch(List::isEmpty);
  }

  /** A cover while it is put together, from the longest periods to the shortest. */
  private static final class Making {
    private final Kept kept;
    private final Cuts cuts;
    private final Map<Level, List<Span>> folded = new EnumMap<>(Level.class);
    private final List<Span> raw = new ArrayList<>();

    Making(Kept kept, Cuts cuts) {
      this.kept = kept;
      this.cuts = cuts;
    }

    /** Covers from one instant to before another by whole periods, the rest by finer ones. */
    void fill(Level level, long from, long to) {
      long first = level.ceil(from);
      long end = Math.min(level.of(Math.floorDiv(to, HOUR)), kept.mark(level).until());
      if (first >= end) {
        fillFiner(level, from, to);
        return;
      }
      NavigableSet<Long> not = not(level, first, end);
      if (level == Level.HOUR && not.size() > MOST_SPANS) {
        end = not.stream().skip(MOST_SPANS).findFirst().orElseThrow();
      }
      long at = from;
      long period = first;
      for (long left : not.headSet(end)) {
        at = take(level, at, period, left);
        period = left + 1;
      }
      fillFiner(level, take(level, at, period, end), to);
    }

    private NavigableSet<Long> not(Level level, long first, long end) {
      NavigableSet<Long> not = new TreeSet<>(cuts.of(level).subSet(first, true, end, false));
      not.addAll(kept.mark(level).open().subSet(first, true, end, false));
      return not;
    }

    /** Takes whole periods, if there are any, and what is before them; returns where it is then. */
    private long take(Level level, long at, long first, long end) {
      if (first >= end) {
        return at;
      }
      fillFiner(level, at, level.startMillis(first));
      add(
          folded.computeIfAbsent(level, l -> new ArrayList<>()),
          level.start(first),
          level.start(end));
      return level.startMillis(end);
    }

    private void fillFiner(Level level, long from, long to) {
      if (level == Level.HOUR) {
        add(raw, from, to);
      } else {
        fill(level.finer(), from, to);
      }
    }
  }

  private static void add(List<Span> spans, long from, long to) {
    int last = spans.size() - 1;
    if (from >= to) {
      return;
    }
    if (last >= 0 && spans.get(last).to() == from) {
      spans.set(last, new Span(spans.get(last).from(), to));
    } else {
      spans.add(new Span(from, to));
    }
  }
}
