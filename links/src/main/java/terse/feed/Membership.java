package terse.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import terse.feed.NodeStore.Node;

/**
 * This node among the others, in the table of nodes. Time is measured on this machine alone: a node
 * whose beat stood still for the time of a lease, as seen from here, has lost its own lease before,
 * for it counts from before it sent the beat. It is removed before anything is built on that; a
 * beat that was under way meanwhile then finds no row. Used by one thread.
 */
final class Membership {
  private final NodeStore store;
  private final String id;
  private final String name;
  private final long leaseNanos;
  private final Map<String, Seen> seen = new HashMap<>();
  private boolean joined;

  Membership(NodeStore store, String id, String name, long leaseNanos) {
    this.store = store;
    this.id = id;
    this.name = name;
    this.leaseNanos = leaseNanos;
  }

  /** Enters the table if this node is not in it; must come before the feed is read. */
  void join() {
    if (!joined) {
      store.join(id, name);
      joined = true;
    }
  }

  /** Renews this node; false if it was removed meanwhile, and what it knows must be read again. */
  boolean beat(long position, long keys) {
    joined = joined && store.beat(id, position, keys);
    return joined;
  }

  void leave() {
    if (joined) {
      store.leave(id);
      joined = false;
    }
  }

  /** The other nodes that hold a lease, or may; those that are dead are removed. */
  List<Node> others(NanoTime time) {
    List<Node> rows = store.all().stream().filter(node -> !node.id().equals(id)).toList();
    long now = time.nanos();
    seen.keySet().retainAll(ids(rows));
    return rows.stream().filter(node -> !isDead(node, now)).toList();
  }

  private static Set<String> ids(List<Node> rows) {
    return rows.stream().map(Node::id).collect(Collectors.toSet());
  }

  private boolean isDead(Node node, long now) {
    Seen last = seen.get(node.id());
    if (last == null || last.beat() != node.beat()) {
      seen.put(node.id(), new Seen(node.beat(), now));
      return false;
    }
    return now - last.since() > leaseNanos && store.remove(node.id(), node.beat());
  }

  private record Seen(long beat, long since) {}
}
