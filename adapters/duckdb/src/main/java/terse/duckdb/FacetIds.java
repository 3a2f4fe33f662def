package terse.duckdb;

import java.sql.SQLException;
import java.util.HashMap;
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
  /** As many ids are remembered, and up to as many of those before them. */
  private static final int GENERATION = 25_000;

  /** New facets of a kind within an hour. */
  private static final int FRESH = 100_000;

  private final FacetTable table;
  private final Facet empty;
  private final DuckDBAppender appender;
  private Map<Facet, Integer> young = new HashMap<>();
  private Map<Facet, Integer> old = new HashMap<>();
  private int next;
  private long hour;
  private int fresh;

  FacetIds(FacetTable table, Sql sql) throws SQLException {
    this.table = table;
    this.empty = table.kind().empty();
    this.next = 1 + (int) sql.number("SELECT max(id) FROM " + table.name(), List.of());
    this.appender = sql.appender(table.name());
  }

  /**
   * The id of a click's facet, 0 if nothing is known. New ones are written with the transaction.
   */
  int of(Facet facet, long hourOfClick) throws SQLException {
    if (facet.equals(empty)) {
      return 0;
    }
    Integer known = young.get(facet);
    return known != null ? known : older(facet, hourOfClick);
  }

  private int older(Facet facet, long hourOfClick) throws SQLException {
    Integer known = old.get(facet);
    return known != null ? remember(facet, known) : add(facet, hourOfClick);
  }

  private int remember(Facet facet, int id) {
    if (young.size() >= GENERATION) {
      old = young;
      young = new HashMap<>();
    }
    young.put(facet, id);
    return id;
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
    return remember(facet, next++);
  }

  void flush() throws SQLException {
    appender.flush();
  }
}
