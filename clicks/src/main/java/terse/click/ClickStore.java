package terse.click;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import terse.report.Bucket;
import terse.report.ReportException;
import terse.report.Stats;
import terse.report.StatsQuery;

/**
 * The store of clicks and the reports over it.
 *
 * <ol>
 *   <li>Clicks and the positions they bring are one transaction: after a crash both are there or
 *       neither is.
 *   <li>Clicks are appended, never changed. A closed hour is folded once, idempotently; folding
 *       changes no answer.
 *   <li>Every call may block; none may be made from an event loop.
 * </ol>
 */
public interface ClickStore extends AutoCloseable {
  /**
   * Opens the store now, if that was put off until something is asked of it.
   *
   * @throws ClickStoreException with one sentence if it cannot be opened
   */
  default void ensureOpen() {}

  /**
   * Appends clicks and moves positions forward, atomically and durably. Positions make it
   * repeatable: a batch all of whose positions are confirmed already is one whose outcome was not
   * known, and changes nothing. A batch without positions is always appended.
   *
   * @throws IllegalArgumentException if some positions would move back and others forward
   * @throws ClickStoreException if nothing, or not known whether everything, was kept
   */
  void append(List<Click> clicks, List<Position> positions);

  /** Every position ever confirmed, the highest for each (node, epoch, partition). */
  List<Position> positions();

  /**
   * Folds every hour that ended before {@code now} minus one hour and is not folded yet, then every
   * day and every month in UTC all of which is folded. May run on a thread of its own beside
   * appending; an interrupt ends it after the period under way.
   */
  void fold(Instant now);

  /**
   * Forgets what is folded and not wanted any more: the raw clicks before one instant and the hours
   * before another, both moved back to the beginning of their days in UTC. No total moves; what is
   * gone counts as if everything in an hour, or in a day, had happened when it began. Clicks that
   * come in later than theirs are kept count on the first day that is. May run beside appending,
   * but not beside folding.
   *
   * @param rawBefore {@link Instant#EPOCH} to keep all
   * @param hoursBefore not after {@code rawBefore}; {@link Instant#EPOCH} to keep all
   * @throws IllegalArgumentException if hours were forgotten before their raw clicks
   */
  void forget(Instant rawBefore, Instant hoursBefore);

  /**
   * Answers a report.
   *
   * @throws ReportException if there are too many reports at once, too many buckets in one, or if
   *     it filters clicks that are forgotten
   */
  Stats query(StatsQuery query);

  /**
   * Clicks by people on each of some links, day by day in UTC.
   *
   * @param days how many days, 1 or more; the last is the one under way
   * @return for each link clicked in these days as many counts, oldest first; others are absent
   * @throws ReportException if there are too many reports at once
   */
  default Map<LinkRef, List<Long>> daily(Collection<LinkRef> links, int days, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.DAYS).minus(days - 1L, ChronoUnit.DAYS);
    Map<LinkRef, List<Long>> daily = new HashMap<>();
    for (LinkRef link : links) {
      Stats stats =
          query(new StatsQuery(link, null, from, now, ZoneOffset.UTC, Bucket.DAY, Map.of(), 1));
      if (stats.clicks() > 0) {
        daily.put(link, stats.series().stream().map(Stats.Point::clicks).toList());
      }
    }
    return daily;
  }

  /** Finishes what is under way and releases the files. */
  @Override
  void close();
}
