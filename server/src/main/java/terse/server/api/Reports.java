package terse.server.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

  /** Clicks answered before this instant are all counted; null if none was taken in yet. */
  @Nullable Instant freshUntil();
}
