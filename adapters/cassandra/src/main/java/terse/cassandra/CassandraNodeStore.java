package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import terse.feed.NodeStore;

/**
 * The table of nodes in Cassandra: a partition for each, so that beats do not wait for each other,
 * and a list of them. The list has a node before its row is there and until after it is gone.
 */
final class CassandraNodeStore implements NodeStore {
  private static final int LIST = 0;
  private static final String ENLIST = "INSERT INTO node_list (id, node) VALUES (?, ?)";
  private static final String UNLIST = "DELETE FROM node_list WHERE id = ? AND node = ?";
  private static final String LISTED = "SELECT node FROM node_list WHERE id = ?";
  private static final String JOIN =
      "INSERT INTO node (id, name, beat, position, keys) VALUES (?, ?, 0, ?, 0) IF NOT EXISTS";
  private static final String BEAT =
      "UPDATE node SET beat = ?, position = ?, keys = ? WHERE id = ? IF EXISTS";
  private static final String READ = "SELECT id, name, beat, position, keys FROM node WHERE id = ?";
  private static final String REMOVE = "DELETE FROM node WHERE id = ? IF beat = ?";
  private static final String LEAVE = "DELETE FROM node WHERE id = ? IF EXISTS";

  private final Cql cql;
  private final Map<String, Long> beats = new ConcurrentHashMap<>();

  CassandraNodeStore(Cql cql) {
    this.cql = cql;
  }

  @Override
  public void join(String id, String name) {
    cql.write(ENLIST, LIST, id);
    cql.decide(JOIN, id, name, Node.NOTHING);
    beats.put(id, 0L);
  }

  /** Only the node itself beats, so it knows how often it did; a beat that was lost counts, too. */
  @Override
  public boolean beat(String id, long position, long keys) {
    long next = beats.compute(id, (node, last) -> (last == null ? lastBeat(node) : last) + 1);
    return cql.decide(BEAT, next, position, keys, id).applied();
  }

  private long lastBeat(String id) {
    return read(id).map(Node::beat).orElse(0L);
  }

  @Override
  public List<Node> all() {
    return cql.read(LISTED, LIST).stream()
        .map(row -> String.valueOf(row.getString("node")))
        .flatMap(id -> read(id).stream())
        .toList();
  }

  private Optional<Node> read(String id) {
    return cql.first(READ, id).map(CassandraNodeStore::node);
  }

  private static Node node(Row row) {
    return new Node(
        String.valueOf(row.getString("id")),
        String.valueOf(row.getString("name")),
        row.getLong("beat"),
        row.getLong("position"),
        row.getLong("keys"));
  }

  @Override
  public boolean remove(String id, long beat) {
    boolean removed = cql.decide(REMOVE, id, beat).applied();
    if (removed) {
      forget(id);
    }
    return removed;
  }

  @Override
  public void leave(String id) {
    cql.decide(LEAVE, id);
    forget(id);
  }

  private void forget(String id) {
    beats.remove(id);
    cql.write(UNLIST, LIST, id);
  }
}
