package terse.duckdb;

import java.sql.SQLException;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import terse.click.Facet;
import terse.click.LinkRef;
import terse.rollup.HourFold;
import terse.rollup.Tally;

/** Writes the tallies of one hour, the last of them into the transaction left open. */
final class RollupWriter implements HourFold.Sink<SQLException>, AutoCloseable {
  /** A commit holds up whoever appends for as long as these rows take to be written. */
  private static final int ROWS_PER_COMMIT = 20_000;

  private final Sql sql;
  private final int hour;
  private final HourFacets facets;
  private final DuckDBAppender linkHours;
  private final DuckDBAppender linkFacets;
  private final DuckDBAppender accountHours;
  private final DuckDBAppender accountFacets;
  private int uncommitted;

  RollupWriter(Sql sql, int hour, HourFacets facets) throws SQLException {
    this.sql = sql;
    this.hour = hour;
    this.facets = facets;
    this.linkHours = sql.appender("link_hour");
    this.linkFacets = sql.appender("link_hour_facet");
    this.accountHours = sql.appender("account_hour");
    this.accountFacets = sql.appender("account_hour_facet");
  }

  @Override
  public void link(LinkRef link, int owner, Tally tally) throws SQLException {
    counts(beginLink(linkHours, link, owner), tally);
    for (var entry : tally.facets().entrySet()) {
      facet(beginLink(linkFacets, link, owner), entry);
    }
    uncommitted += 1 + tally.facets().size();
    if (uncommitted >= ROWS_PER_COMMIT) {
      commit();
    }
  }

  private void commit() throws SQLException {
    linkHours.flush();
    linkFacets.flush();
    sql.commit();
    sql.begin();
    uncommitted = 0;
  }

  @Override
  public void account(int owner, Tally tally) throws SQLException {
    accounts(owner, tally);
  }

  @Override
  public void all(Tally tally) throws SQLException {
    accounts(null, tally);
  }

  private void accounts(@Nullable Integer owner, Tally tally) throws SQLException {
    counts(accountHours.beginRow().append(hour).append(owner), tally);
    for (var entry : tally.facets().entrySet()) {
      facet(accountFacets.beginRow().append(hour).append(owner), entry);
    }
  }

  private DuckDBAppender beginLink(DuckDBAppender to, LinkRef link, int owner) throws SQLException {
    return to.beginRow()
        .append(hour)
        .append(link.domain())
        .append(link.epoch())
        .append(link.number())
        .append(owner);
  }

  private static void counts(DuckDBAppender row, Tally tally) throws SQLException {
    row.append(tally.people())
        .append(tally.bots())
        .append(tally.salts().first())
        .append(tally.salts().last())
        .append(tally.visitors().toBytes())
        .endRow();
  }

  private void facet(DuckDBAppender row, Map.Entry<Facet, Long> entry) throws SQLException {
    row.append((byte) entry.getKey().kind().code())
        .append(facets.id(entry.getKey()))
        .append(entry.getValue())
        .endRow();
  }

  @Override
  public void close() throws SQLException {
    linkHours.close();
    linkFacets.close();
    accountHours.close();
    accountFacets.close();
  }
}
