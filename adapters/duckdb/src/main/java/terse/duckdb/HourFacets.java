package terse.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Click;
import terse.click.Facet;
import terse.click.LinkRef;
import terse.click.Place;
import terse.click.Referrer;
import terse.click.Tier;

/** The facets an hour's clicks refer to, in both directions. */
final class HourFacets {
  private final Map<Facet.Kind, Map<Integer, Facet>> facets = new HashMap<>();
  private final Map<Facet, Integer> ids = new HashMap<>();

  /** Loads what the clicks within an SQL condition refer to. */
  static HourFacets load(Sql sql, String range) throws SQLException {
    var loaded = new HourFacets();
    for (Facet.Kind kind : Facet.Kind.values()) {
      loaded.load(sql, FacetTable.of(kind), range);
    }
    return loaded;
  }

  private void load(Sql sql, FacetTable table, String range) throws SQLException {
    Map<Integer, Facet> byId = new HashMap<>();
    String name = table.name();
    sql.query(
        "SELECT * FROM "
            + name
            + " WHERE id IN (SELECT "
            + name
            + " FROM click WHERE "
            + range
            + ")",
        List.of(),
        row -> {
          Facet facet = table.read(row);
          byId.put(row.getInt(1), facet);
          ids.putIfAbsent(facet, row.getInt(1));
        });
    facets.put(table.kind(), byId);
  }

  /** The id of a facet of this hour. */
  int id(Facet facet) {
    return Objects.requireNonNull(ids.get(facet));
  }

  private Facet facet(Facet.Kind kind, int id) {
    return Objects.requireNonNull(Objects.requireNonNull(facets.get(kind)).get(id));
  }

  /** Reads at_ms, domain, epoch, number, owner, visitor, salt, bot and the four facets. */
  Click click(ResultSet row) throws SQLException {
    return new Click(
        row.getLong(1),
        new LinkRef(row.getInt(2), row.getInt(3), row.getLong(4)),
        row.getInt(5),
        row.getLong(6),
        row.getInt(7),
        row.getBoolean(8),
        Tier.L1, // rollups do not tell tiers and times apart
        0,
        (Place) facet(Facet.Kind.PLACE, row.getInt(9)),
        (Agent) facet(Facet.Kind.AGENT, row.getInt(10)),
        (Referrer) facet(Facet.Kind.REFERRER, row.getInt(11)),
        (Campaign) facet(Facet.Kind.CAMPAIGN, row.getInt(12)));
  }
}
