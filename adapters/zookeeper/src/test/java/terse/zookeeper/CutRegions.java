package terse.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.RangeStore;
import terse.id.Region;
import terse.id.RegionalRanges;

/**
 * Two regions with an ensemble each, on one clock that a simulation moves: while they are together
 * they mint in turns, and apart each goes on at a pace of its own.
 */
final class CutRegions {
  private static final int TOGETHER_A_MINUTE = 20;
  private static final int WEST_APART_A_MINUTE = 50;
  private static final int EAST_APART_A_MINUTE = 5;

  private final List<IdSource> sources;
  private final Set<Long> numbers = new HashSet<>();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private long minted;

  CutRegions(ZooKeeperStores west, ZooKeeperStores east) {
    sources =
        List.of(
            source(new RegionalRanges(west.ranges(), new Region(0, 2))),
            source(new RegionalRanges(east.ranges(), new Region(1, 2))));
  }

  private IdSource source(RangeStore own) {
    return new IdSource(
        own, new GrantedMarks(), Runnable::run, () -> now, new IdSource.Bounds(100, 10_000));
  }

  void together(Duration time) {
    mint(time, TOGETHER_A_MINUTE, TOGETHER_A_MINUTE);
  }

  void apart(Duration time) {
    mint(time, WEST_APART_A_MINUTE, EAST_APART_A_MINUTE);
  }

  private void mint(Duration time, int west, int east) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      now = now.plus(Duration.ofMinutes(1));
      mint(sources.getFirst(), west);
      mint(sources.getLast(), east);
    }
  }

  private void mint(IdSource source, int count) {
    for (long number : source.take(1, 1, count)) {
      numbers.add(number);
      minted++;
    }
  }

  long minted() {
    return minted;
  }

  long duplicates() {
    return minted - numbers.size();
  }

  /** How many numbers the regions' arbiters have granted that nobody has used. */
  long wasted() {
    return sources.stream().mapToLong(IdSource::leftover).sum();
  }

  @Override
  public String toString() {
    return minted + " numbers minted, " + duplicates() + " twice, " + wasted() + " not used yet";
  }
}
