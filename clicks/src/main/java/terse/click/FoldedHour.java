package terse.click;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import terse.report.StatsQuery;
import terse.rollup.HourFold;
import terse.rollup.Tally;

/** The tallies of one folded hour, in memory. */
final class FoldedHour implements HourFold.Sink<RuntimeException> {
  private record Owned(LinkRef link, int owner) {}

  private final Map<Owned, Tally> links = new HashMap<>();
  private final Map<Integer, Tally> accounts = new HashMap<>();
  private final Tally all = new Tally();

  static FoldedHour of(List<Click> clicks) {
    var hour = new FoldedHour();
    var fold = new HourFold<>(hour);
    clicks.stream().sorted(HourFold.ORDER).forEach(fold::add);
    fold.finish();
    return hour;
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
