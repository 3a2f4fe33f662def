package terse.duckdb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import terse.click.LinkRef;
import terse.report.Bucket;
import terse.report.Cover;
import terse.report.Dimension;
import terse.report.StatsQuery;

/**
 * The part of a report's question that says which clicks, in SQL. Numbers stand in the text; filter
 * values are the parameters of every statement that reads raw clicks.
 */
final class Scope {
  /** Every click there is. */
  static final Scope ALL =
      new Scope(
          new StatsQuery(null, null, null, Instant.EPOCH, ZoneOffset.UTC, Bucket.DAY, Map.of(), 1));

  private final StatsQuery query;
  private final String of;

  Scope(StatsQuery query) {
    this.query = query;
    this.of = link(query) + owner(query);
  }

  private static String link(StatsQuery query) {
    LinkRef link = query.link();
    return link == null
        ? ""
        : " AND domain = %d AND epoch = %d AND number = %d"
            .formatted(link.domain(), link.epoch(), link.number());
  }

  private static String owner(StatsQuery query) {
    return query.owner() == null ? "" : " AND owner = " + query.owner();
  }

  /** How a range is read: filters need raw clicks. */
  Cover cover(long from, long to, long foldedUntil, NavigableSet<Long> open) {
    return query.filters().isEmpty() ? Cover.of(from, to, foldedUntil, open) : Cover.raw(from, to);
  }

  /** The rollup table of a kind, {@code hour} or {@code facet}, and the condition on its rows. */
  String rollup(String kind, Cover cover) {
    String scope = query.link() == null ? account() : of;
    String table = query.link() == null ? "account_" : "link_";
    return table + kind + " WHERE " + hours(cover) + scope;
  }

  /** The condition on the hours that are read from rollups. */
  static String hours(Cover cover) {
    return "hour >= %d AND hour < %d%s"
        .formatted(cover.firstHour(), cover.endHour(), except(cover.except()));
  }

  private String account() {
    return query.owner() == null ? " AND owner IS NULL" : " AND owner = " + query.owner();
  }

  private static String except(Collection<Long> hours) {
    return hours.isEmpty()
        ? ""
        : " AND hour NOT IN ("
            + hours.stream().map(String::valueOf).collect(Collectors.joining(","))
            + ")";
  }

  /** The raw clicks of a cover, as a table; its parameters are {@link #parameters}. */
  String raw(Cover cover) {
    if (cover.raw().isEmpty()) {
      return "(SELECT * FROM click WHERE false)";
    }
    return cover.raw().stream()
        .map(
            span ->
                "SELECT * FROM click WHERE at_ms >= " + span.from() + " AND at_ms < " + span.to())
        .map(select -> select + of + filters())
        .collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  private String filters() {
    return query.filters().entrySet().stream().map(this::filter).collect(Collectors.joining());
  }

  private String filter(Map.Entry<Dimension, String> filter) {
    String table = FacetTable.of(filter.getKey().kind()).name();
    String column = FacetTable.column(filter.getKey());
    String test = filter.getValue().isEmpty() ? " IS NULL" : " = ?";
    return " AND %s IN (SELECT id FROM %s WHERE %s%s)".formatted(table, table, column, test);
  }

  /** The filter values, once for each span of a cover. */
  List<String> parameters(Cover cover) {
    List<String> once = query.filters().values().stream().filter(v -> !v.isEmpty()).toList();
    List<String> all = new ArrayList<>();
    cover.raw().forEach(span -> all.addAll(once));
    return all;
  }
}
