package terse.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import terse.report.Buckets;
import terse.report.Cover;
import terse.report.Cuts;
import terse.report.Kept;
import terse.report.Level;
import terse.report.Stats;
import terse.rollup.Salts;
import terse.rollup.VisitorSketch;

/**
 * The series of a report and what it adds up to, made window by window, so that few visitor
 * sketches live at a time.
 */
final class Series {
  private static final int WINDOW = 512;

  private final Sql sql;
  private final Scope scope;
  private final Kept kept;
  private final Buckets buckets;
  private final Cuts cuts;
  private final long unit;
  private final List<Stats.Point> points = new ArrayList<>();
  private final Salts salts = new Salts();
  private final VisitorSketch visitors = new VisitorSketch();

  Series(Sql sql, Scope scope, Kept kept, Buckets buckets) {
    this.sql = sql;
    this.scope = scope;
    this.kept = kept;
    this.buckets = buckets;
    this.cuts = Cuts.of(buckets, kept);
    this.unit = buckets.unit();
  }

  /** Fills every bucket with the clicks from one instant to before another. */
  void read(long from, long to) throws SQLException {
    for (int first = 0; first < buckets.size(); first += WINDOW) {
      int end = Math.min(first + WINDOW, buckets.size());
      long start = Math.max(from, buckets.start(first));
      var window = new Window(first, end);
      long stop = Math.min(to, buckets.start(end));
      window.read(scope.cover(start, stop, kept, cuts, Level.MONTH));
      window.close();
    }
  }

  List<Stats.Point> points() {
    return points;
  }

  long people() {
    return points.stream().mapToLong(Stats.Point::clicks).sum();
  }

  long bots() {
    return points.stream().mapToLong(Stats.Point::botClicks).sum();
  }

  VisitorSketch visitors() {
    return visitors;
  }

  Salts salts() {
    return salts;
  }

  /** Some buckets in a row while they are counted. */
  private final class Window {
    private final int first;
    private final long[] people;
    private final long[] bots;
    private final VisitorSketch[] sketches;

    Window(int first, int end) {
      this.first = first;
      this.people = new long[end - first];
      this.bots = new long[end - first];
      this.sketches = new VisitorSketch[end - first];
      Arrays.setAll(sketches, i -> new VisitorSketch());
    }

    private int at(long millis) {
      return Math.max(0, buckets.indexOf(millis) - first);
    }

    void read(Cover cover) throws SQLException {
      if (!cover.onlyRaw()) {
        readRollups(cover);
      }
      if (!cover.raw().isEmpty()) {
        readCounts(cover);
        readVisitors(cover);
      }
    }

    private void readRollups(Cover cover) throws SQLException {
      sql.query(
          "SELECT hour, people, bots, first_salt, last_salt, visitors FROM "
              + scope.rollup(false, cover),
          List.of(),
          row -> {
            int at = at(row.getLong(1) * Cover.HOUR);
            people[at] += row.getLong(2);
            bots[at] += row.getLong(3);
            salts.merge(new Salts(row.getInt(4), row.getInt(5)));
            sketches[at].merge(VisitorSketch.of(row.getBytes(6)));
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
          row -> {
            salts.add(row.getInt(2));
            sketches[at(row.getLong(1) * unit)].add(row.getLong(3), row.getInt(2));
          });
    }

    void close() {
      for (int i = 0; i < people.length; i++) {
        Instant start = Instant.ofEpochMilli(buckets.start(first + i));
        points.add(new Stats.Point(start, people[i], bots[i], sketches[i].count()));
        visitors.merge(sketches[i]);
      }
    }
  }
}
