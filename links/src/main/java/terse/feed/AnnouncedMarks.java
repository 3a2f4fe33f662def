package terse.feed;

import terse.fault.TerseException;
import terse.id.GrantStore;
import terse.id.Granting;
import terse.link.LinkKey;

/**
 * Grants ranges where several nodes mint: the mark is written to the store, and numbers below it
 * are handed out only once every live node knows it, or has lost its lease. So no node takes a code
 * that was issued for one that never was.
 */
public final class AnnouncedMarks implements Granting {
  private final GrantStore grants;
  private final Feed feed;
  private final Granting record;

  /**
   * @param record told before a number is handed out, so that what may have been minted is known
   *     even if the store is put back to an older state
   */
  public AnnouncedMarks(GrantStore grants, Feed feed, Granting record) {
    this.grants = grants;
    this.feed = feed;
    this.record = record;
  }

  /** Numbers of named links appear in no code, and need no mark. */
  @Override
  public void raise(int domain, int epoch, long mark) {
    if (epoch != LinkKey.NAMED) {
      long position = granted(domain, epoch, mark);
      record.raise(domain, epoch, mark);
      feed.awaitEveryone(position);
    }
  }

  private long granted(int domain, int epoch, long mark) {
    try {
      return grants.grant(domain, epoch, mark);
    } catch (TerseException refused) {
      feed.ensureCaughtUp();
      throw refused;
    }
  }
}
