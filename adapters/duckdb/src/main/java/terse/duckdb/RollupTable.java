package terse.duckdb;

import java.util.List;
import java.util.Locale;
import terse.report.Level;

/** The names of the tables that rollups stand in. */
final class RollupTable {
  private RollupTable() {}

  /** What the names of a level's tables end with. */
  static String suffix(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** Every table of a level. */
  static List<String> all(Level level) {
    return List.of(
        "link_" + suffix(level),
        "link_" + suffix(level) + "_facet",
        "account_" + suffix(level),
        "account_" + suffix(level) + "_facet");
  }
}
