package terse.duckdb;

import java.util.stream.Collectors;
import terse.report.Cover;
import terse.report.Dimension;

/** The statement that breaks clicks down by every dimension of a kind of facet. */
final class Breakdown {
  private Breakdown() {}

  /**
   * Rows of dimension, value and number of clicks by people; per dimension the most frequent first.
   *
   * @param people clicks by people in all, from which follows how many have no facet of the kind
   */
  static String sql(FacetTable table, Scope scope, Cover cover, long people, int top) {
    return counted(table, scope, cover, people)
        + table.dimensions().stream()
            .map(dimension -> top(table, dimension, top))
            .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") "))
        + "ORDER BY dimension, people DESC, value";
  }

  private static String counted(FacetTable table, Scope scope, Cover cover, long people) {
    return """
    WITH known AS MATERIALIZED (
      SELECT facet, sum(people) AS people FROM (
        SELECT facet, people FROM %s WHERE kind = %d
        UNION ALL
        SELECT %s, count(*) FROM %s WHERE NOT bot AND %s <> 0 GROUP BY ALL)
      GROUP BY facet),
    counted AS MATERIALIZED (
      SELECT facet, people FROM known
      UNION ALL
      SELECT 0, %d - coalesce(sum(people), 0) FROM known)
    """
        .formatted(
            scope.rollup(true, cover),
            table.kind().code(),
            table.name(),
            scope.raw(cover),
            table.name(),
            people);
  }

  private static String top(FacetTable table, Dimension dimension, int top) {
    return """
    (SELECT '%s' AS dimension, coalesce(%s, '') AS value, sum(counted.people)::BIGINT AS people
     FROM counted JOIN %s ON id = facet
     GROUP BY ALL HAVING sum(counted.people) > 0 ORDER BY people DESC, value LIMIT %d)
    """
        .formatted(dimension.name(), FacetTable.column(dimension), table.name(), top);
  }
}
