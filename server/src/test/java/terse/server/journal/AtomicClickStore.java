package terse.server.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import terse.click.Click;
import terse.click.ClickStore;
import terse.click.ClickStoreException;
import terse.click.Position;
import terse.report.Stats;
import terse.report.StatsQuery;

/** A click store in memory that fails when it is told to, before or after it has committed. */
class AtomicClickStore implements ClickStore {
  private record Journal(String node, long epoch, int partition) {
    static Journal of(Position position) {
      return new Journal(position.node(), position.epoch(), position.partition());
    }
  }

  /** How many calls are still to fail before anything is done. */
  final AtomicInteger failBefore = new AtomicInteger();

  /** How many appends are still to fail before anything is done. */
  final AtomicInteger failAppend = new AtomicInteger();

  /** How many appends are still to fail although they were committed. */
  final AtomicInteger failAfter = new AtomicInteger();

  private final List<Click> clicks = new ArrayList<>();
  private final Map<Journal, Position> positions = new HashMap<>();

  @Override
  public synchronized void append(List<Click> added, List<Position> moved) {
    fail(failBefore);
    fail(failAppend);
    long known = moved.stream().filter(this::holds).count();
    if (known == 0 || moved.isEmpty()) {
      clicks.addAll(added);
      moved.forEach(position -> positions.put(Journal.of(position), position));
    } else if (known < moved.size()) {
      throw new IllegalArgumentException("Some of these are confirmed: " + moved);
    }
    fail(failAfter);
  }

  @Override
  public synchronized List<Position> positions() {
    fail(failBefore);
    return List.copyOf(positions.values());
  }

  @Override
  public void fold(Instant now) {}

  @Override
  public void forget(Instant rawBefore, Instant hoursBefore) {}

  @Override
  public Stats query(StatsQuery query) {
    throw new IllegalStateException("Not asked here");
  }

  @Override
  public void close() {
    failBefore.set(0);
  }

  synchronized List<Long> numbers() {
    return clicks.stream().map(click -> click.link().number()).toList();
  }

  private boolean holds(Position position) {
    Position known = positions.get(Journal.of(position));
    return known != null && known.offset() >= position.offset();
  }

  private static void fail(AtomicInteger times) {
    if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new ClickStoreException("Told to fail", new IllegalStateException());
    }
  }
}
