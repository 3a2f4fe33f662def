package terse.server.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.report.Stats;
import terse.report.StatsQuery;

/** Where reports come from. May block. */
public interface Reports {
  /**
   * Answers a report.
   *
   * @throws terse.fault.TerseException {@code STORE_UNAVAILABLE} if there is no store of clicks
   */
  Stats query(StatsQuery query);

  /**
   * Clicks by people on each of some links, day by day; see {@link terse.click.ClickStore#daily}.
   *
   * @throws terse.fault.TerseException {@code STORE_UNAVAILABLE} if there is no store of clicks
   */
  Map<LinkRef, List<Long>> daily(Collection<LinkRef> links, int days, Instant now);

  /** Clicks answered before this instant are all counted; null if none was taken in yet. */
  @Nullable Instant freshUntil();
}
