package terse.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import terse.click.LinkRef;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;
import terse.report.Bucket;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.server.api.Parts;
import terse.server.ops.Shedder;

/** Reports as pages show them. A page without figures is better than no page. */
final class ReadFigures {
  private final Parts parts;

  ReadFigures(Parts parts) {
    this.parts = parts;
  }

  /** How a link did in a range, or why that cannot be told now. */
  ClickFigures of(LinkKey key, Range range) {
    Instant now = parts.clock().instant();
    LinkRef link = ref(key);
    Instant fresh = parts.reports().freshUntil();
    try (Shedder.Admission _ = parts.shedder().admit(Shedder.Work.REPORT)) {
      Stats ever = parts.reports().query(ever(link, now));
      Stats stats = parts.reports().query(range.query(link, now));
      return new ClickFigures(
          numbers(ever, stats, range),
          Chart.of(range, now, stats),
          TopList.all(stats),
          fresh == null ? null : new Moment(fresh),
          "");
    } catch (TerseException e) {
      return ClickFigures.missing(e.detail());
    }
  }

  private static StatsQuery ever(LinkRef link, Instant now) {
    return new StatsQuery(link, null, null, now, ZoneOffset.UTC, Bucket.MONTH, Map.of(), 1);
  }

  private static List<ClickFigures.Figure> numbers(Stats ever, Stats stats, Range range) {
    String days = stats.visitorsAre().equals("visitor-days") ? "Visitor-days, " : "Visitors, ";
    return List.of(
        number("Clicks, all time", ever.clicks()),
        number("Last 24 hours", ever.last24Hours()),
        number("Last 7 days", ever.last7Days()),
        number("Last 30 days", ever.last30Days()),
        number(days + range.text(), stats.visitors()),
        number("Bots, " + range.text(), stats.botClicks()));
  }

  private static ClickFigures.Figure number(String label, long value) {
    return new ClickFigures.Figure(label, ClickFigures.text(value));
  }

  static LinkRef ref(LinkKey key) {
    return new LinkRef(key.domain(), key.epoch(), key.number());
  }

  /** The last 30 days of links; of none if that cannot be told now. */
  Map<Link, Spark> lately(List<Link> links) {
    List<LinkRef> refs = links.stream().map(link -> ref(link.key())).toList();
    try (Shedder.Admission _ = parts.shedder().admit(Shedder.Work.REPORT)) {
      Map<LinkRef, List<Long>> daily =
          parts.reports().daily(refs, Spark.DAYS, parts.clock().instant());
      return links.stream()
          .collect(
              Collectors.toMap(
                  link -> link,
                  link -> Spark.of(daily.getOrDefault(ref(link.key()), Spark.NEVER))));
    } catch (TerseException _) { // a list without figures is better than none
      return Map.of();
    }
  }
}
