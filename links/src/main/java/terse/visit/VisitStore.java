package terse.visit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import terse.link.LinkKey;

/**
 * The arbiter of how many visits of a limited link are answered. It hands visits out in blocks; who
 * holds a block says in the end how many of them it answered, and the rest can be taken again.
 *
 * <ol>
 *   <li>The visits in blocks and those answered are together never more than the link's limit, but
 *       for a limit that was lowered meanwhile: then nothing is handed out. The statement that
 *       takes them decides, never a look before it.
 *   <li>A block is taken once, whoever repeats the call with its id, and settled once.
 *   <li>A block is given back by its holder alone, however long that takes: who has died may have
 *       answered every visit of it.
 *   <li>{@link Taken.UsedUp} is said only if no block is held at the same instant.
 *   <li>Outcomes are durable when a call returns. {@link terse.fault.Fault#OUTCOME_UNKNOWN} means
 *       what it does in {@link terse.link.LinkStore}: the call may take effect even later.
 *   <li>Every call may block; none may be made from an event loop.
 * </ol>
 */
public interface VisitStore {

  /**
   * Takes a block of a link's visits.
   *
   * @param wanted how many visits would be useful, 1 or more; what is given follows from {@link
   *     BlockSize}
   * @param now when it is taken, by the holder's clock
   */
  Taken take(BlockId id, LinkKey link, int wanted, Instant now);

  /** Ends blocks. One that is not there any more, or never was, is passed over. */
  void settle(List<Settled> blocks);

  /** The blocks of one holder that are not settled, in no particular order. */
  List<Block> heldBy(String holder);

  /** How far the visits of links are used; links that never handed any out are left out. */
  Map<LinkKey, Usage> usage(Collection<LinkKey> links);
}
