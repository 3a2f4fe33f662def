package terse.click;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import terse.report.StatsQuery;
import terse.rollup.HourFold;
import terse.rollup.Tally;

/** The tallies of one folded period, in memory. */
final class FoldedClicks implements HourFold.Sink<RuntimeException> {
  private record Owned(LinkRef link, int owner) {}

  private final Map<Owned, Tally> links = new HashMap<>();
  private final Map<Integer, Tally> accounts = new HashMap<>();
  private final Tally all = new Tally();

  /** An hour, folded from its clicks. */
  static FoldedClicks hour(List<Click> clicks) {
    var hour = new FoldedClicks();
    var fold = new HourFold<>(hour);
    clicks.stream().sorted(HourFold.ORDER).forEach(fold::add);
    fold.finish();
    return hour;
  }

  /** A longer period, folded from the shorter ones that it is made of. */
  static FoldedClicks of(Collection<FoldedClicks> parts) {
    var whole = new FoldedClicks();
    for (FoldedClicks part : parts) {
      part.links.forEach((link, tally) -> merge(whole.links, link, tally));
      part.accounts.forEach((account, tally) -> merge(whole.accounts, account, tally));
      whole.all.merge(part.all);
    }
    return whole;
  }

  private static <K> void merge(Map<K, Tally> tallies, K key, Tally tally) {
    tallies.computeIfAbsent(key, k -> new Tally()).merge(tally);
  }

  @Override
  public void link(LinkRef link, int owner, Tally tally) {
    links.put(new Owned(link, owner), tally);
  }

  @Override
  public void account(int owner, Tally tally) {
    accounts.put(owner, tally);
  }

  @Override
  public void all(Tally tally) {
    all.merge(tally);
  }

  /** Whether there is any click that a report counts. */
  boolean any(StatsQuery query) {
    var tally = new Tally();
    addTo(tally, query);
    return tally.people() + tally.bots() > 0;
  }

  void addTo(Tally sum, StatsQuery query) {
    if (query.link() != null) {
      links.forEach(
          (owned, tally) -> {
            boolean owner = query.owner() == null || query.owner() == owned.owner;
            if (owned.link.equals(query.link()) && owner) {
              sum.merge(tally);
            }
          });
    } else if (query.owner() != null) {
      sum.merge(accounts.getOrDefault(query.owner(), new Tally()));
    } else {
      sum.merge(all);
    }
  }
}
