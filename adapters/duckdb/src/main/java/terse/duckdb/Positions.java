package terse.duckdb;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import terse.click.Position;

/** The positions confirmed so far, as the table has them. Not thread-safe. */
final class Positions {
  private record Journal(String node, long epoch, int partition) {}

  private final Map<Journal, Long> reached = new HashMap<>();

  static Positions load(Sql sql) throws SQLException {
    var positions = new Positions();
    sql.query(
        "SELECT node, epoch, part, reached FROM position",
        List.of(),
        row ->
            positions.reached.put(
                new Journal(row.getString(1), row.getLong(2), row.getInt(3)), row.getLong(4)));
    return positions;
  }

  /**
   * Whether a batch that reaches these positions has been kept before.
   *
   * @throws IllegalArgumentException if a part of it has
   */
  boolean confirmed(List<Position> batch) {
    boolean known = !batch.isEmpty() && batch.stream().allMatch(p -> p.offset() <= of(p));
    if (!known && batch.stream().anyMatch(p -> p.offset() < of(p))) {
      throw new IllegalArgumentException("Some of the batch's positions are confirmed already");
    }
    return known;
  }

  private long of(Position position) {
    return reached.getOrDefault(journal(position), -1L);
  }

  private static Journal journal(Position position) {
    return new Journal(position.node(), position.epoch(), position.partition());
  }

  /** Writes positions into the open transaction. */
  void write(Sql sql, List<Position> batch) throws SQLException {
    for (Position p : batch) {
      String statement =
          reached.containsKey(journal(p))
              ? "UPDATE position SET reached = ? WHERE node = ? AND epoch = ? AND part = ?"
              : "INSERT INTO position (reached, node, epoch, part) VALUES (?, ?, ?, ?)";
      sql.update(statement, p.offset(), p.node(), p.epoch(), p.partition());
    }
  }

  /** Takes note of positions once they are committed. */
  void remember(List<Position> batch) {
    batch.forEach(p -> reached.merge(journal(p), p.offset(), Math::max));
  }

  List<Position> all() {
    return reached.entrySet().stream()
        .map(
            e ->
                new Position(e.getKey().node, e.getKey().epoch, e.getKey().partition, e.getValue()))
        .toList();
  }
}
