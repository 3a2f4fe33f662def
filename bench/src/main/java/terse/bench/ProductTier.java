package terse.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import terse.server.redirect.CacheUpkeep;
import terse.server.redirect.DecisionCache;
import terse.server.redirect.Freshness;
import terse.server.redirect.HotList;
import terse.server.redirect.Lifetimes;

/** The product's own first tier, with its upkeep, at the pace of a simulated clock. */
final class ProductTier implements HitRate.SimulatedTier {
  private final SimulatedLinks links = new SimulatedLinks();
  private final DecisionCache cache;
  private final CacheUpkeep upkeep;
  private int now;
  private int ahead;

  ProductTier(long bytes) {
    InstantSource clock = () -> Instant.ofEpochSecond(1_000_000 + now);
    cache = new DecisionCache(bytes, links, Runnable::run, Lifetimes.STANDARD, clock);
    upkeep = new CacheUpkeep(cache, Freshness.ALWAYS, new HotList(Path.of("none")));
  }

  @Override
  public boolean hit(int link, int second) {
    passTo(second);
    int before = links.asked();
    cache.warm(1, HitRate.code(link)).join();
    return links.asked() == before;
  }

  private void passTo(int second) {
    int before = links.asked();
    for (; now < second; now++) {
      upkeep.step();
    }
    ahead += links.asked() - before;
  }

  /** How many links were loaded before anybody missed them. */
  int ahead() {
    return ahead;
  }
}
