package terse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import terse.click.Click;
import terse.report.Buckets;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;

/** A report counted click by click, with nothing clever about it: what stores are compared with. */
final class PlainReport {
  private final List<Click> clicks;
  private final StatsQuery query;

  private PlainReport(List<Click> clicks, StatsQuery query) {
    this.query = query;
    this.clicks = clicks.stream().filter(this::matches).toList();
  }

  static Stats of(List<Click> clicks, StatsQuery query) {
    return new PlainReport(clicks, query).stats();
  }

  private boolean matches(Click click) {
    return (query.link() == null || query.link().equals(click.link()))
        && (query.owner() == null || query.owner() == click.owner())
        && query.filters().entrySet().stream()
            .allMatch(filter -> filter.getValue().equals(value(click, filter.getKey())));
  }

  private static String value(Click click, Dimension dimension) {
    String value = click.value(dimension);
    return value == null ? "" : value;
  }

  private Stats stats() {
    Instant from = query.from() == null ? Instant.EPOCH : query.from();
    List<Click> inRange = between(from, query.to());
    return new Stats(
        people(inRange),
        inRange.size() - people(inRange),
        visitors(inRange),
        recognised(inRange).map(Click::salt).distinct().count() > 1 ? "visitor-days" : "visitors",
        lately(Duration.ofHours(24)),
        lately(Duration.ofDays(7)),
        lately(Duration.ofDays(30)),
        inRange.isEmpty() ? List.of() : series(inRange),
        breakdowns(inRange),
        null);
  }

  private List<Click> between(Instant from, Instant to) {
    return clicks.stream()
        .filter(click -> click.at() >= from.toEpochMilli() && click.at() < to.toEpochMilli())
        .toList();
  }

  private long lately(Duration span) {
    return people(between(query.to().minus(span), query.to()));
  }

  private static long people(List<Click> clicks) {
    return clicks.stream().filter(click -> !click.bot()).count();
  }

  private static Stream<Click> recognised(List<Click> clicks) {
    return clicks.stream().filter(click -> !click.bot() && click.visitor() != 0);
  }

  private static long visitors(List<Click> clicks) {
    return recognised(clicks).map(c -> List.of(c.salt(), c.visitor())).distinct().count();
  }

  private List<Stats.Point> series(List<Click> inRange) {
    long first = inRange.stream().mapToLong(Click::at).min().orElseThrow();
    Instant start = query.from() == null ? Instant.ofEpochMilli(first) : query.from();
    var buckets = Buckets.covering(start, query.to(), query.bucket(), query.zone());
    Map<Integer, List<Click>> byBucket =
        inRange.stream().collect(Collectors.groupingBy(click -> buckets.indexOf(click.at())));
    List<Stats.Point> points = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      List<Click> in = byBucket.getOrDefault(i, List.of());
      Instant at = Instant.ofEpochMilli(buckets.start(i));
      points.add(new Stats.Point(at, people(in), in.size() - people(in), visitors(in)));
    }
    return points;
  }

  private Map<Dimension, List<Stats.Count>> breakdowns(List<Click> inRange) {
    return Stream.of(Dimension.values())
        .collect(Collectors.toMap(Function.identity(), d -> breakdown(inRange, d)));
  }

  private List<Stats.Count> breakdown(List<Click> inRange, Dimension dimension) {
    return inRange.stream()
        .filter(click -> !click.bot())
        .collect(
            Collectors.groupingBy(
                click -> value(click, dimension), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> new Stats.Count(entry.getKey(), entry.getValue()))
        .sorted(Stats.Count.ORDER)
        .limit(query.top())
        .toList();
  }
}
