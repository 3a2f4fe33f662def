package terse.link;

import java.util.List;
import java.util.Optional;

/**
 * The store of links: the arbiter of who gets a name, and the last word on what a link is.
 *
 * <ol>
 *   <li>An outcome is returned only after it is durable: kill -9 or power loss does not undo it.
 *   <li>A name is unique within its domain, folded, for ever: a constraint decides, never a check
 *       before the insert.
 *   <li>An edit and its outbox row are one transaction, and so are the insert of a link with a name
 *       and its outbox row (a remembered "there is no such name" is old from then on); feed
 *       positions rise in commit order. Inserts of links without a name leave no outbox row.
 *   <li>A key is inserted once; a second insert of the same key is a defect: the call fails with
 *       {@link terse.fault.Fault#INTERNAL}.
 *   <li>Idempotency keys, reuse, names and links of one insert are decided in one transaction.
 *   <li>Replay comes before reuse, and reuse before {@code Taken}. An idempotency key is remembered
 *       for at least 24 hours, with the link it made or was given; one whose insert was {@code
 *       Taken} is not.
 *   <li>Among live links of one (owner, domain, target, alias) made with {@code reuse} there is one
 *       at most, where every generated link counts as without an alias, whatever text was minted
 *       for it; a constraint decides. Live is judged at the new link's {@code createdAt}; a link
 *       that expired, was disabled or deleted, or was given another target or a limit of visits
 *       gives way to the new one. An insert that is answered with another's link leaves its own
 *       name free.
 *   <li>What cannot be known (a time-out, a lost connection) is thrown as {@link
 *       terse.fault.Fault#OUTCOME_UNKNOWN}; what certainly did not happen, as {@link
 *       terse.fault.Fault#STORE_UNAVAILABLE} or {@link terse.fault.Fault#OVERLOADED}. An attempt
 *       whose outcome is unknown may still take effect afterwards: reading can show that it did,
 *       never that it did not.
 *   <li>Every call may block; none may be made from an event loop.
 * </ol>
 */
public interface LinkStore extends AutoCloseable {

  /**
   * Inserts links, each decided on its own: one that is taken does not hinder the others. Within
   * one call, earlier elements come before later ones.
   *
   * @return one outcome an element, in order
   */
  List<InsertOutcome> insertAll(List<NewLink> links);

  /** Inserts one link; see {@link #insertAll}. */
  default InsertOutcome insert(NewLink link) {
    return insertAll(List.of(link)).getFirst();
  }

  /** The link with this key, in whatever state, tombstones included. */
  Optional<Link> find(LinkKey key);

  /** The link under this name in its folded form, in whatever state, tombstones included. */
  Optional<Link> findByName(int domain, String foldedName);

  /**
   * Replaces the changeable parts (target, title, tags, status, updatedAt, expiresAt, maxVisits,
   * state) of the link with {@code changed.key()} if its version still is {@code expectedVersion},
   * and writes the outbox row with it. The version rises by one; {@code changed.version()} is not
   * looked at. A tombstone is never changed: it counts as missing.
   */
  UpdateOutcome update(Link changed, long expectedVersion);

  /**
   * One page of links.
   *
   * @throws terse.fault.TerseException {@code INVALID_CURSOR} if the cursor was not made by this
   *     query's sort
   */
  LinkPage list(LinkQuery query);

  /** Outbox rows after a position, oldest first, at most {@code limit}. */
  List<FeedEntry> feedAfter(long position, int limit);

  /** The position of the newest outbox row, 0 if there is none. */
  long feedPosition();

  /** How many links there are, tombstones aside; may be an estimate on big stores. */
  long count();

  /** Answers what is under way and releases the files or connections. */
  @Override
  void close();
}
