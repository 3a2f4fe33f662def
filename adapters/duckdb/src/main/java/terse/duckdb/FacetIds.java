package terse.duckdb;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import terse.click.Facet;

/**
 * The ids of one kind of facet, given out as clicks bring new ones. Only the recent ones are
 * remembered: a facet that comes back later gets another id, which reports do not mind. Nobody can
 * fill the table with invented values either: beyond {@link #FRESH} new ones within an hour of
 * clicks the rest count as unknown.
 */
final class FacetIds {
  private static final int REMEMBERED = 50_000;

  /** New facets of a kind within an hour. */
  private static final int FRESH = 100_000;

  private final FacetTable table;
  private final DuckDBAppender appender;
  private final Map<Facet, Integer> recent =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Facet, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };
  private int next;
  private long hour;
  private int fresh;

  FacetIds(FacetTable table, Sql sql) throws SQLException {
    this.table = table;
    this.next = 1 + (int) sql.number("SELECT max(id) FROM " + table.name(), List.of());
    this.appender = sql.appender(table.name());
  }

  /**
   * The id of a click's facet, 0 if nothing is known. New ones are written with the transaction.
   */
  int of(Facet facet, long hourOfClick) throws SQLException {
    if (facet.empty()) {
      return 0;
    }
    Integer known = recent.get(facet);
    return known != null ? known : add(facet, hourOfClick);
  }

  private int add(Facet facet, long hourOfClick) throws SQLException {
    if (hourOfClick != hour) {
      hour = hourOfClick;
      fresh = 0;
    }
    if (++fresh > FRESH) {
      return 0;
    }
    table.append(appender, next, facet);
    recent.put(facet, next);
    return next++;
  }

  void flush() throws SQLException {
    appender.flush();
  }
}
