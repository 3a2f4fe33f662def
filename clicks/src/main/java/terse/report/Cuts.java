package terse.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The periods that lie in more than one bucket of a series, so that finer ones must be read. */
public final class Cuts {
  /** No bucket cuts anything. */
  public static final Cuts NONE = new Cuts();

  private final Map<Level, NavigableSet<Long>> periods = new EnumMap<>(Level.class);

  private Cuts() {
    for (Level level : Level.values()) {
      periods.put(level, new TreeSet<>());
    }
  }

  /**
   * What buckets cut of the periods that finer ones are kept of; the others count in the bucket
   * they begin in.
   */
  public static Cuts of(Buckets buckets, Kept kept) {
    var cuts = new Cuts();
    for (int i = 0; i <= buckets.size(); i++) {
      cuts.add(Level.MONTH, buckets.start(i), 0);
      cuts.add(Level.DAY, buckets.start(i), kept.hoursFromMillis());
      cuts.add(Level.HOUR, buckets.start(i), kept.rawFromMillis());
    }
    return cuts;
  }

  private void add(Level level, long bound, long finerFrom) {
    long period = level.of(Math.floorDiv(bound, Cover.HOUR));
    if (bound >= finerFrom && level.startMillis(period) != bound) {
      of(level).add(period);
    }
  }

  NavigableSet<Long> of(Level level) {
    return periods.getOrDefault(level, Collections.emptyNavigableSet());
  }
}
