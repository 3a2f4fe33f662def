package terse.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Facet;
import terse.click.Place;
import terse.click.Referrer;
import terse.report.Dimension;

/**
 * The table of one kind of facet: its name, also that of the raw clicks' column, and its columns.
 */
record FacetTable(Facet.Kind kind, String name, List<Dimension> dimensions) {
  private static final Map<Facet.Kind, FacetTable> ALL = new EnumMap<>(Facet.Kind.class);

  static {
    for (Facet.Kind kind : Facet.Kind.values()) {
      List<Dimension> own = Stream.of(Dimension.values()).filter(d -> d.kind() == kind).toList();
      ALL.put(kind, new FacetTable(kind, kind.name().toLowerCase(Locale.ROOT), own));
    }
  }

  static FacetTable of(Facet.Kind kind) {
    return java.util.Objects.requireNonNull(ALL.get(kind));
  }

  static String column(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  void append(DuckDBAppender appender, int id, Facet facet) throws SQLException {
    appender.beginRow().append(id);
    for (Dimension dimension : dimensions) {
      appender.append(facet.value(dimension));
    }
    appender.endRow();
  }

  /** Reads a row whose first column is the id and whose others are the dimensions in order. */
  Facet read(ResultSet row) throws SQLException {
    return switch (kind) {
      case PLACE -> new Place(text(row, 2), text(row, 3), text(row, 4));
      case AGENT -> new Agent(text(row, 2), text(row, 3), text(row, 4));
      case REFERRER -> new Referrer(text(row, 2));
      case CAMPAIGN ->
          new Campaign(text(row, 2), text(row, 3), text(row, 4), text(row, 5), text(row, 6));
    };
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }
}
