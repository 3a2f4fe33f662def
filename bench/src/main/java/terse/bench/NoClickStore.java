package terse.bench;

import java.time.Instant;
import java.util.List;
import terse.click.Click;
import terse.click.ClickStore;
import terse.click.ClickStoreException;
import terse.click.Position;
import terse.report.Stats;
import terse.report.StatsQuery;

/** A click store that keeps nothing: what is left is the cost of everything before it. */
final class NoClickStore implements ClickStore {
  @Override
  public void append(List<Click> clicks, List<Position> positions) {}

  @Override
  public List<Position> positions() {
    return List.of();
  }

  @Override
  public void fold(Instant now) {}

  @Override
  public void forget(Instant rawBefore, Instant hoursBefore) {}

  @Override
  public Stats query(StatsQuery query) {
    throw new ClickStoreException("This store keeps nothing.", null);
  }

  @Override
  public void close() {}
}
