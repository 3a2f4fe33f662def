package terse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * How a range of time is read: whole folded hours from rollups, the rest from raw clicks.
 *
 * @param firstHour the first hour read from rollups, in hours since 1970 UTC
 * @param endHour the hour after the last read from rollups; at or below {@code firstHour} for none
 * @param except hours in between that are read from raw clicks all the same, ascending
 * @param raw the spans read from raw clicks, ascending, apart from each other, none of them empty
 */
public record Cover(long firstHour, long endHour, List<Long> except, List<Span> raw) {
  /** Milliseconds in an hour. */
  public static final long HOUR = 3_600_000;

  /** The most spans of raw clicks: beyond them whatever is later is read raw altogether. */
  private static final int MOST_SPANS = 8;

  public Cover {
    except = List.copyOf(except);
    raw = List.copyOf(raw);
  }

  /** From one instant to before another, in milliseconds since 1970 UTC. */
  public record Span(long from, long to) {}

  /** Everything from raw clicks. */
  public static Cover raw(long from, long to) {
    return new Cover(0, 0, List.of(), from < to ? List.of(new Span(from, to)) : List.of());
  }

  /**
   * As much as possible from rollups.
   *
   * @param from first instant in milliseconds since 1970 UTC, 0 or more
   * @param to end, exclusive
   * @param foldedUntil the first hour that is not folded
   * @param open hours before it that are not folded, or no longer
   */
  public static Cover of(long from, long to, long foldedUntil, NavigableSet<Long> open) {
    long first = Math.floorDiv(from + HOUR - 1, HOUR);
    long end = Math.min(Math.floorDiv(to, HOUR), foldedUntil);
    if (first >= end) {
      return raw(from, to);
    }
    List<Long> except = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    add(spans, from, first * HOUR);
    for (long hour : open.subSet(first, end)) {
      if (spans.size() == MOST_SPANS) {
        end = hour;
        break;
      }
      except.add(hour);
      add(spans, hour * HOUR, (hour + 1) * HOUR);
    }
    add(spans, end * HOUR, to);
    return new Cover(first, end, except, spans);
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
