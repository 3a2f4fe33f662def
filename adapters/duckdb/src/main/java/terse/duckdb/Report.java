package terse.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import terse.click.Facet;
import terse.report.Buckets;
import terse.report.Cover;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.rollup.Salts;
import terse.rollup.VisitorSketch;

/** One report, read from one snapshot of the database. */
final class Report {
  private final Sql sql;
  private final StatsQuery query;
  private final Scope scope;
  private final FoldState folds;
  private final long from;
  private final long to;

  private Report(Sql sql, StatsQuery query) throws SQLException {
    this.sql = sql;
    this.query = query;
    this.scope = new Scope(query);
    this.folds = FoldState.load(sql);
    this.from = Math.max(0, query.from() == null ? 0 : query.from().toEpochMilli());
    this.to = query.to().toEpochMilli();
  }

  static Stats of(Sql sql, StatsQuery query) throws SQLException {
    return new Report(sql, query).answer();
  }

  private Stats answer() throws SQLException {
    if (query.from() != null) {
      Buckets.covering(query.from(), query.to(), query.bucket(), query.zone());
    }
    Counts total = counts(cover(from, to));
    var salts = new Salts();
    long visitors = visitors(cover(from, to), salts);
    return new Stats(
        total.people,
        total.bots,
        visitors,
        salts.counted(),
        lately(Duration.ofHours(24)),
        lately(Duration.ofDays(7)),
        lately(Duration.ofDays(30)),
        total.people + total.bots == 0 ? List.of() : series(),
        breakdowns(total.people),
        null);
  }

  private record Counts(long people, long bots) {}

  private Cover cover(long start, long end) {
    return scope.filtered()
        ? Cover.raw(start, end)
        : Cover.of(start, end, folds.until(), folds.open());
  }

  private Counts counts(Cover cover) throws SQLException {
    long[] sums = new long[2];
    sql.query(
        "SELECT sum(people)::BIGINT, sum(bots)::BIGINT FROM (SELECT people, bots FROM "
            + scope.rollup("hour", cover)
            + " UNION ALL SELECT count(*) FILTER (NOT bot), count(*) FILTER (bot) FROM "
            + scope.raw(cover)
            + ")",
        scope.parameters(cover),
        row -> {
          sums[0] = row.getLong(1);
          sums[1] = row.getLong(2);
        });
    return new Counts(sums[0], sums[1]);
  }

  private long lately(Duration span) throws SQLException {
    return counts(cover(Math.max(0, to - span.toMillis()), to)).people;
  }

  private long visitors(Cover cover, Salts salts) throws SQLException {
    var visitors = new VisitorSketch();
    sql.query(
        "SELECT first_salt, last_salt, visitors FROM " + scope.rollup("hour", cover),
        List.of(),
        row -> {
          salts.merge(new Salts(row.getInt(1), row.getInt(2)));
          visitors.merge(VisitorSketch.of(row.getBytes(3)));
        });
    sql.query(
        "SELECT DISTINCT salt, visitor FROM "
            + scope.raw(cover)
            + " WHERE NOT bot AND visitor <> 0",
        scope.parameters(cover),
        row -> {
          salts.add(row.getInt(1));
          visitors.add(row.getLong(2), row.getInt(1));
        });
    return visitors.count();
  }

  private List<Stats.Point> series() throws SQLException {
    Instant start = query.from() == null ? firstClick() : query.from();
    var buckets = Buckets.covering(start, query.to(), query.bucket(), query.zone());
    return new Series(sql, scope, buckets).points(from, to, folds, scope.filtered());
  }

  /** When the first click was, given that there was one. */
  private Instant firstClick() throws SQLException {
    Cover cover = cover(from, to);
    long hour =
        sql.number(
            "SELECT min(hour)::BIGINT FROM (SELECT hour FROM "
                + scope.rollup("hour", cover)
                + " UNION ALL SELECT min(at_ms) // 3600000 FROM "
                + scope.raw(cover)
                + ")",
            scope.parameters(cover));
    Cover within = Cover.raw(hour * Cover.HOUR, Math.min(to, (hour + 1) * Cover.HOUR));
    return Instant.ofEpochMilli(
        sql.number("SELECT min(at_ms) FROM " + scope.raw(within), scope.parameters(within)));
  }

  private Map<Dimension, List<Stats.Count>> breakdowns(long people) throws SQLException {
    Map<Dimension, List<Stats.Count>> breakdowns = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      breakdowns.put(dimension, List.of());
    }
    for (Facet.Kind kind : Facet.Kind.values()) {
      breakdown(FacetTable.of(kind), people, breakdowns);
    }
    return breakdowns;
  }

  private void breakdown(
      FacetTable table, long people, Map<Dimension, List<Stats.Count>> breakdowns)
      throws SQLException {
    Cover cover = cover(from, to);
    sql.query(
        Breakdown.sql(table, scope, cover, people, query.top()),
        scope.parameters(cover),
        row ->
            breakdowns.merge(
                Dimension.valueOf(row.getString(1)),
                List.of(new Stats.Count(row.getString(2), row.getLong(3))),
                Report::joined));
  }

  private static List<Stats.Count> joined(List<Stats.Count> first, List<Stats.Count> more) {
    List<Stats.Count> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
