package terse.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import terse.report.Buckets;
import terse.report.Cover;
import terse.report.Stats;
import terse.rollup.VisitorSketch;

/** The series of a report, made window by window, so that few visitor sketches live at a time. */
final class Series {
  private static final int WINDOW = 512;

  private final Sql sql;
  private final Scope scope;
  private final Buckets buckets;
  private final long unit;

  Series(Sql sql, Scope scope, Buckets buckets) {
    this.sql = sql;
    this.scope = scope;
    this.buckets = buckets;
    this.unit = buckets.unit();
  }

  /** Every bucket, filled with the clicks from one instant to before another. */
  List<Stats.Point> points(long from, long to, FoldState folds, boolean filtered)
      throws SQLException {
    NavigableSet<Long> raw = new TreeSet<>(folds.open());
    raw.addAll(cutHours());
    List<Stats.Point> points = new ArrayList<>(buckets.size());
    for (int first = 0; first < buckets.size(); first += WINDOW) {
      int end = Math.min(first + WINDOW, buckets.size());
      long start = Math.max(from, buckets.start(first));
      long stop = Math.min(to, buckets.start(end));
      var window = new Window(first, end);
      window.read(filtered ? Cover.raw(start, stop) : Cover.of(start, stop, folds.until(), raw));
      window.addTo(points);
    }
    return points;
  }

  /** The hours that lie in more than one bucket. */
  private List<Long> cutHours() {
    return LongStream.rangeClosed(0, buckets.size())
        .map(i -> buckets.start((int) i))
        .filter(bound -> bound % Cover.HOUR != 0)
        .mapToObj(bound -> Math.floorDiv(bound, Cover.HOUR))
        .toList();
  }

  /** Some buckets in a row while they are counted. */
  private final class Window {
    private final int first;
    private final long[] people;
    private final long[] bots;
    private final VisitorSketch[] visitors;

    Window(int first, int end) {
      this.first = first;
      this.people = new long[end - first];
      this.bots = new long[end - first];
      this.visitors = new VisitorSketch[end - first];
      java.util.Arrays.setAll(visitors, i -> new VisitorSketch());
    }

    private int at(long millis) {
      return Math.max(0, buckets.indexOf(millis) - first);
    }

    void read(Cover cover) throws SQLException {
      readRollups(cover);
      readCounts(cover);
      readVisitors(cover);
    }

    private void readRollups(Cover cover) throws SQLException {
      sql.query(
          "SELECT hour, people, bots, visitors FROM " + scope.rollup("hour", cover),
          List.of(),
          row -> {
            int at = at(row.getLong(1) * Cover.HOUR);
            people[at] += row.getLong(2);
            bots[at] += row.getLong(3);
            visitors[at].merge(VisitorSketch.of(row.getBytes(4)));
          });
    }

    private void readCounts(Cover cover) throws SQLException {
      sql.query(
          "SELECT at_ms // %d, count(*) FILTER (NOT bot), count(*) FILTER (bot) FROM %s GROUP BY 1"
              .formatted(unit, scope.raw(cover)),
          scope.parameters(cover),
          row -> {
            int at = at(row.getLong(1) * unit);
            people[at] += row.getLong(2);
            bots[at] += row.getLong(3);
          });
    }

    private void readVisitors(Cover cover) throws SQLException {
      sql.query(
          "SELECT DISTINCT at_ms // %d, salt, visitor FROM %s WHERE NOT bot AND visitor <> 0"
              .formatted(unit, scope.raw(cover)),
          scope.parameters(cover),
          row -> visitors[at(row.getLong(1) * unit)].add(row.getLong(3), row.getInt(2)));
    }

    void addTo(List<Stats.Point> points) {
      for (int i = 0; i < people.length; i++) {
        Instant start = Instant.ofEpochMilli(buckets.start(first + i));
        points.add(new Stats.Point(start, people[i], bots[i], visitors[i].count()));
      }
    }
  }
}
