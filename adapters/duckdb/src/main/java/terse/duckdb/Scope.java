package terse.duckdb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import terse.click.LinkRef;
import terse.report.Bucket;
import terse.report.Cover;
import terse.report.Cuts;
import terse.report.Dimension;
import terse.report.Kept;
import terse.report.Level;
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
  Cover cover(long from, long to, Kept kept, Cuts cuts, Level coarsest) {
    return query.filters().isEmpty()
        ? Cover.of(from, to, kept, cuts, coarsest)
        : Cover.raw(from, to);
  }

  /**
   * The rows that a cover reads from rollups, as a table.
   *
   * @param facets those of facets, else those of counts
   */
  String rollup(boolean facets, Cover cover) {
    String table = query.link() == null ? "account_" : "link_";
    String condition = query.link() == null ? account() : of;
    return rollup(table, facets ? "_facet" : "", cover, condition);
  }

  /** The rows of a table, named by how it begins and ends, that a cover reads. */
  static String rollup(String table, String kind, Cover cover, String condition) {
    String rows =
        Stream.of(Level.values())
            .filter(level -> !cover.folded(level).isEmpty())
            .map(
                level ->
                    "SELECT * FROM %s%s%s WHERE %s%s"
                        .formatted(
                            table,
                            RollupTable.suffix(level),
                            kind,
                            hours(cover.folded(level)),
                            condition))
            .collect(Collectors.joining(" UNION ALL "));
    return rows.isEmpty()
        ? "(SELECT * FROM %shour%s WHERE false)".formatted(table, kind)
        : "(" + rows + ")";
  }

  private static String hours(List<Cover.Span> spans) {
    String within =
        "hour >= %d AND hour < %d".formatted(spans.get(0).from(), spans.get(spans.size() - 1).to());
    return spans.size() == 1
        ? within
        : spans.stream()
            .map(span -> "hour BETWEEN %d AND %d".formatted(span.from(), span.to() - 1))
            .collect(Collectors.joining(" OR ", within + " AND (", ")"));
  }

  private String account() {
    return query.owner() == null ? " AND owner IS NULL" : " AND owner = " + query.owner();
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
