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
import terse.report.Cuts;
import terse.report.Dimension;
import terse.report.Kept;
import terse.report.Level;
import terse.report.Stats;
import terse.report.StatsQuery;

/** One report, read from one snapshot of the database. */
final class Report {
  private final Sql sql;
  private final StatsQuery query;
  private final Scope scope;
  private final Kept kept;
  private final long from;
  private final long to;

  private Report(Sql sql, StatsQuery query) throws SQLException {
    this.sql = sql;
    this.query = query;
    this.scope = new Scope(query);
    this.kept = FoldState.load(sql).kept();
    this.from = Math.max(0, query.from() == null ? 0 : query.from().toEpochMilli());
    this.to = query.to().toEpochMilli();
  }

  static Stats of(Sql sql, StatsQuery query) throws SQLException {
    return new Report(sql, query).answer();
  }

  private Stats answer() throws SQLException {
    refuseWhatIsForgotten();
    var series = new Series(sql, scope, kept, buckets());
    series.read(from, to);
    boolean empty = series.people() + series.bots() == 0;
    return new Stats(
        series.people(),
        series.bots(),
        series.visitors().count(),
        series.salts().counted(),
        lately(Duration.ofHours(24)),
        lately(Duration.ofDays(7)),
        lately(Duration.ofDays(30)),
        empty ? List.of() : series.points(),
        breakdowns(series.people()),
        null);
  }

  private Buckets buckets() throws SQLException {
    Instant start = query.from() == null ? firstClick() : query.from();
    return Buckets.covering(start, query.to(), query.bucket(), query.zone());
  }

  private Cover cover(long start, long end, Level coarsest) {
    return scope.cover(start, end, kept, Cuts.NONE, coarsest);
  }

  /** Filters need raw clicks; without any there, they have no say. */
  private void refuseWhatIsForgotten() throws SQLException {
    long end = Math.min(to, kept.rawFromMillis());
    if (!query.filters().isEmpty() && from < end) {
      Cover forgotten = Cover.of(from, end, kept, Cuts.NONE, Level.MONTH);
      if (sql.number("SELECT count(*) FROM " + scope.rollup(false, forgotten), List.of()) > 0) {
        throw kept.refusal();
      }
    }
  }

  private long lately(Duration span) throws SQLException {
    Cover cover = cover(Math.max(0, to - span.toMillis()), to, Level.MONTH);
    return sql.number(
        "SELECT sum(people)::BIGINT FROM (SELECT people FROM "
            + scope.rollup(false, cover)
            + " UNION ALL SELECT count(*) FROM "
            + scope.raw(cover)
            + " WHERE NOT bot)",
        scope.parameters(cover));
  }

  /**
   * When the first click was, or where the first period begins if only that is known; the end of
   * the range if there was none.
   */
  private Instant firstClick() throws SQLException {
    Cover cover = cover(from, to, Level.HOUR);
    long hour =
        sql.number(
            "SELECT coalesce(min(hour), -1)::BIGINT FROM (SELECT hour FROM "
                + scope.rollup(false, cover)
                + " UNION ALL SELECT min(at_ms) // 3600000 FROM "
                + scope.raw(cover)
                + ")",
            scope.parameters(cover));
    if (hour < 0) {
      return query.to();
    }
    if (hour * Cover.HOUR < kept.rawFromMillis()) {
      return Instant.ofEpochMilli(hour * Cover.HOUR);
    }
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
    Cover cover = cover(from, to, Level.MONTH);
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
