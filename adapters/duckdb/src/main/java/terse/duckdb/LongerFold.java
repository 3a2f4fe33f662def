package terse.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import terse.report.Level;
import terse.rollup.Salts;
import terse.rollup.VisitorSketch;

/** Folds a day out of its hours, or a month out of its days, in the open transactions. */
final class LongerFold {
  private final Sql source;
  private final Sql sql;
  private final Level level;
  private final String to;
  private final String from;

  LongerFold(Sql source, Sql sql, Level level) {
    this.source = source;
    this.sql = sql;
    this.level = level;
    this.to = RollupTable.suffix(level);
    this.from = RollupTable.suffix(level.finer());
  }

  void fold(long period) throws SQLException {
    int hour = (int) level.start(period);
    String range = " WHERE hour >= %d AND hour < %d".formatted(hour, level.start(period + 1));
    counts("link_", "domain, epoch, number, owner", hour, range);
    counts("account_", "owner", hour, range);
    facets("link_", "domain, epoch, number, owner", hour, range);
    facets("account_", "owner", hour, range);
  }

  private void facets(String table, String of, int hour, String range) throws SQLException {
    sql.execute(
        "INSERT INTO %s%s_facet SELECT %d, %s, kind, facet, sum(people)::BIGINT FROM %s%s_facet%s GROUP BY ALL"
            .formatted(table, to, hour, of, table, from, range));
  }

  private void counts(String table, String of, int hour, String range) throws SQLException {
    int ids = of.split(",", -1).length;
    try (DuckDBAppender rows = sql.appender(table + to)) {
      var sum = new Sum(rows, hour, ids);
      source.query(
          "SELECT %s, people, bots, first_salt, last_salt, visitors FROM %s%s%s ORDER BY %s"
              .formatted(of, table, from, range, of),
          List.of(),
          sum::add);
      sum.flush();
    }
  }

  /** Adds up rows that follow each other and are about the same link or account. */
  private static final class Sum {
    private final DuckDBAppender rows;
    private final int hour;
    private final @Nullable Long[] id;
    private boolean any;
    private long people;
    private long bots;
    private Salts salts = new Salts();
    private VisitorSketch visitors = new VisitorSketch();

    Sum(DuckDBAppender rows, int hour, int ids) {
      this.rows = rows;
      this.hour = hour;
      this.id = new Long[ids];
    }

    void add(ResultSet row) throws SQLException {
      if (!any || !same(row)) {
        flush();
        begin(row);
      }
      int column = id.length;
      people += row.getLong(++column);
      bots += row.getLong(++column);
      salts.merge(new Salts(row.getInt(++column), row.getInt(++column)));
      visitors.merge(VisitorSketch.of(row.getBytes(++column)));
    }

    private boolean same(ResultSet row) throws SQLException {
      boolean same = true;
      for (int i = 0; i < id.length; i++) {
        same &= Objects.equals(id[i], number(row, i + 1));
      }
      return same;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
      long number = row.getLong(column);
      return row.wasNull() ? null : number;
    }

    private void begin(ResultSet row) throws SQLException {
      for (int i = 0; i < id.length; i++) {
        id[i] = number(row, i + 1);
      }
      any = true;
      people = 0;
      bots = 0;
      salts = new Salts();
      visitors = new VisitorSketch();
    }

    /** Writes the row that is complete, if there is one. */
    void flush() throws SQLException {
      if (!any) {
        return;
      }
      rows.beginRow().append(hour);
      ids();
      rows.append(people)
          .append(bots)
          .append(salts.first())
          .append(salts.last())
          .append(visitors.toBytes())
          .endRow();
    }

    /** The owner of all accounts is null; of a link only the number does not fit into an int. */
    private void ids() throws SQLException {
      for (int i = 0; i < id.length; i++) {
        Long number = id[i];
        if (number == null) {
          rows.appendNull();
        } else if (i == 2) {
          rows.append(number.longValue());
        } else {
          rows.append(number.intValue());
        }
      }
    }
  }
}
