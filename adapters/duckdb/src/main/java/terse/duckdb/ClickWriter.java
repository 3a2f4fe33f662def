package terse.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBAppender;
import terse.click.Click;
import terse.click.Facet;
import terse.report.Cover;

/** The one connection that appends clicks. After a failure it is of no use any more. */
final class ClickWriter implements AutoCloseable {
  private final Sql sql;
  private final DuckDBAppender clicks;
  private final FacetIds places;
  private final FacetIds agents;
  private final FacetIds referrers;
  private final FacetIds campaigns;

  ClickWriter(Sql sql) throws SQLException {
    this.sql = sql;
    this.places = new FacetIds(FacetTable.of(Facet.Kind.PLACE), sql);
    this.agents = new FacetIds(FacetTable.of(Facet.Kind.AGENT), sql);
    this.referrers = new FacetIds(FacetTable.of(Facet.Kind.REFERRER), sql);
    this.campaigns = new FacetIds(FacetTable.of(Facet.Kind.CAMPAIGN), sql);
    this.clicks = sql.appender("click");
  }

  /**
   * Writes clicks into the open transaction and gives the hours they belong to.
   *
   * @param earliest clicks before this instant, in milliseconds since 1970, are moved to it
   */
  Set<Long> write(List<Click> batch, long earliest) throws SQLException {
    Set<Long> hours = new TreeSet<>();
    long latest = Long.MIN_VALUE;
    for (Click made : batch) {
      Click click = made.notBefore(earliest);
      long hour = Math.floorDiv(click.at(), Cover.HOUR);
      if (hour != latest) {
        hours.add(hour);
        latest = hour;
      }
      write(click, hour);
    }
    places.flush();
    agents.flush();
    referrers.flush();
    campaigns.flush();
    clicks.flush();
    return hours;
  }

  @SuppressWarnings("EnumOrdinal") // stored, and promised so by Tier
  private void write(Click click, long hour) throws SQLException {
    clicks
        .beginRow()
        .append(click.at())
        .append(click.link().domain())
        .append(click.link().epoch())
        .append(click.link().number())
        .append(click.owner())
        .append(click.visitor())
        .append(click.salt())
        .append(click.bot())
        .append((byte) click.tier().ordinal())
        .append(click.micros())
        .append(places.of(click.place(), hour))
        .append(agents.of(click.agent(), hour))
        .append(referrers.of(click.referrer(), hour))
        .append(campaigns.of(click.campaign(), hour))
        .endRow();
  }

  Sql sql() {
    return sql;
  }

  /** Lets go of what was not committed. */
  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
