package terse.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import terse.click.LinkRef;
import terse.report.Cover;
import terse.report.Cuts;
import terse.report.Level;

/** Clicks by people on many links, day by day in UTC, read with one statement. */
final class DailyClicks {
  private static final long DAY = 24 * Cover.HOUR;

  private DailyClicks() {}

  /** See {@link terse.click.ClickStore#daily}; there must be a link at least. */
  static Map<LinkRef, List<Long>> of(Sql sql, Collection<LinkRef> links, int days, Instant now)
      throws SQLException {
    FoldState folds = FoldState.load(sql);
    long first = Math.floorDiv(now.toEpochMilli(), DAY) - days + 1;
    Cover cover = Cover.of(first * DAY, now.toEpochMilli(), folds.kept(), Cuts.NONE, Level.DAY);
    Map<LinkRef, List<Long>> daily = new HashMap<>();
    sql.query(
        statement(links, cover),
        List.of(),
        row ->
            daily
                .computeIfAbsent(
                    new LinkRef(row.getInt(1), row.getInt(2), row.getLong(3)),
                    _ -> new ArrayList<>(Collections.nCopies(days, 0L)))
                .set((int) (row.getLong(4) - first), row.getLong(5)));
    return daily;
  }

  private static String statement(Collection<LinkRef> links, Cover cover) {
    String wanted =
        links.stream()
            .map(link -> "(%d,%d,%d)".formatted(link.domain(), link.epoch(), link.number()))
            .collect(Collectors.joining(",", "(VALUES ", ") AS wanted(domain, epoch, number)"));
    return "SELECT domain, epoch, number, day::BIGINT, sum(people)::BIGINT FROM ("
        + "SELECT domain, epoch, number, hour // 24 AS day, people FROM "
        + Scope.rollup("link_", "", cover, " AND people > 0")
        + " UNION ALL SELECT domain, epoch, number, at_ms // %d, 1 FROM %s WHERE NOT bot"
            .formatted(DAY, Scope.ALL.raw(cover))
        + ") JOIN "
        + wanted
        + " USING (domain, epoch, number) GROUP BY ALL";
  }
}
