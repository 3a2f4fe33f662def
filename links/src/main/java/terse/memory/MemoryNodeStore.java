package terse.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import terse.feed.NodeStore;

/** The table of nodes in memory, for nodes of one process. */
public final class MemoryNodeStore implements NodeStore {
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  @Override
  public synchronized void join(String id, String name) {
    nodes.put(id, new Node(id, name, 0, Node.NOTHING, 0));
  }

  @Override
  public synchronized boolean beat(String id, long position, long keys) {
    return nodes.computeIfPresent(
            id, (k, old) -> new Node(id, old.name(), old.beat() + 1, position, keys))
        != null;
  }

  @Override
  public synchronized List<Node> all() {
    return List.copyOf(nodes.values());
  }

  @Override
  public synchronized boolean remove(String id, long beat) {
    Node node = nodes.get(id);
    return node != null && node.beat() == beat && nodes.remove(id, node);
  }

  @Override
  public synchronized void leave(String id) {
    nodes.remove(id);
  }
}
