package terse.feed;

import java.util.List;

/**
 * The one table of live nodes. A node is live while its beats come; whoever sees none for the time
 * of a lease may remove it, and a node that was removed knows by its next beat that it was.
 */
public interface NodeStore {

  /** Enters a node that has read nothing yet; it counts as live from now on. */
  void join(String id, String name);

  /**
   * Renews a node and says how far it is.
   *
   * @param position the feed position up to which it knows everything
   * @param keys the fingerprint of the newest secret it has
   * @return false if the node was removed: it has to join again
   */
  boolean beat(String id, long position, long keys);

  /** All nodes, in no particular order. */
  List<Node> all();

  /** Removes a node that has not beaten since; false if it has, or is gone. */
  boolean remove(String id, long beat);

  /** Removes a node at its end; nothing happens if it is gone. */
  void leave(String id);

  /**
   * A node as the table has it.
   *
   * @param id tells it from all others, its own earlier lives included
   * @param name what people call it
   * @param beat how often it has beaten
   * @param position how far it has read the feed, {@link #NOTHING} at first
   * @param keys the fingerprint of the newest secret it has, see {@link
   *     terse.code.KeyRing#fingerprint}
   */
  record Node(String id, String name, long beat, long position, long keys) {
    /** The position of a node that has read nothing. */
    public static final long NOTHING = -1;
  }
}
