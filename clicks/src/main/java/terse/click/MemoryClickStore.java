package terse.click;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import terse.report.Buckets;
import terse.report.Cover;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.rollup.Tally;

/**
 * Clicks in memory, for trials and tests: the reference form of {@link ClickStore}. Slow on
 * purpose: it shows what a report is made of.
 */
public final class MemoryClickStore implements ClickStore {
  private record Journal(String node, long epoch, int partition) {}

  private final TreeMap<Long, List<Click>> clicksByHour = new TreeMap<>();
  private final Map<Journal, Long> reached = new HashMap<>();
  private final TreeMap<Long, FoldedHour> folded = new TreeMap<>();
  private final TreeSet<Long> open = new TreeSet<>();
  private long foldedUntil;

  @Override
  public synchronized void append(List<Click> clicks, List<Position> positions) {
    boolean known = !positions.isEmpty() && positions.stream().allMatch(p -> p.offset() <= of(p));
    if (!known && positions.stream().anyMatch(p -> p.offset() < of(p))) {
      throw new IllegalArgumentException("Some of the batch's positions are confirmed already");
    }
    if (!known) {
      clicks.forEach(this::add);
      positions.forEach(p -> reached.put(journal(p), p.offset()));
    }
  }

  private long of(Position position) {
    return reached.getOrDefault(journal(position), -1L);
  }

  private static Journal journal(Position position) {
    return new Journal(position.node(), position.epoch(), position.partition());
  }

  private void add(Click click) {
    long hour = Math.floorDiv(click.at(), Cover.HOUR);
    clicksByHour.computeIfAbsent(hour, h -> new ArrayList<>()).add(click);
    if (hour < foldedUntil) {
      open.add(hour);
    }
  }

  @Override
  public synchronized List<Position> positions() {
    return reached.entrySet().stream()
        .map(
            e ->
                new Position(e.getKey().node, e.getKey().epoch, e.getKey().partition, e.getValue()))
        .toList();
  }

  @Override
  public synchronized void fold(Instant now) {
    long end = Math.max(foldedUntil, Math.floorDiv(now.toEpochMilli(), Cover.HOUR) - 1);
    var due = new TreeSet<>(open);
    due.addAll(clicksByHour.subMap(foldedUntil, end).keySet());
    due.forEach(
        hour -> folded.put(hour, FoldedHour.of(clicksByHour.getOrDefault(hour, List.of()))));
    open.clear();
    foldedUntil = end;
  }

  @Override
  public synchronized Stats query(StatsQuery query) {
    long from = query.from() == null ? 0 : Math.max(0, query.from().toEpochMilli());
    long to = query.to().toEpochMilli();
    Tally total = tally(query, from, to);
    return new Stats(
        total.people(),
        total.bots(),
        total.visitors().count(),
        total.salts().counted(),
        lately(query, Duration.ofHours(24)),
        lately(query, Duration.ofDays(7)),
        lately(query, Duration.ofDays(30)),
        series(query, from, to, total),
        breakdowns(query, total),
        null);
  }

  private long lately(StatsQuery query, Duration span) {
    long to = query.to().toEpochMilli();
    return tally(query, Math.max(0, to - span.toMillis()), to).people();
  }

  private Tally tally(StatsQuery query, long from, long to) {
    Cover cover =
        query.filters().isEmpty() ? Cover.of(from, to, foldedUntil, open) : Cover.raw(from, to);
    var tally = new Tally();
    if (cover.firstHour() < cover.endHour()) {
      folded.subMap(cover.firstHour(), cover.endHour()).entrySet().stream()
          .filter(entry -> !cover.except().contains(entry.getKey()))
          .forEach(entry -> entry.getValue().addTo(tally, query));
    }
    cover.raw().forEach(span -> addRaw(tally, query, span));
    return tally;
  }

  private void addRaw(Tally tally, StatsQuery query, Cover.Span span) {
    long first = Math.floorDiv(span.from(), Cover.HOUR);
    clicksByHour.subMap(first, true, Math.floorDiv(span.to(), Cover.HOUR), true).values().stream()
        .flatMap(List::stream)
        .filter(click -> click.at() >= span.from() && click.at() < span.to())
        .filter(click -> matches(query, click))
        .forEach(tally::add);
  }

  private static boolean matches(StatsQuery query, Click click) {
    return (query.link() == null || query.link().equals(click.link()))
        && (query.owner() == null || query.owner() == click.owner())
        && query.filters().entrySet().stream()
            .allMatch(f -> f.getValue().equals(shown(click.value(f.getKey()))));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "" : value;
  }

  private List<Stats.Point> series(StatsQuery query, long from, long to, Tally total) {
    if (query.from() != null) {
      Buckets.covering(query.from(), query.to(), query.bucket(), query.zone());
    }
    if (total.people() + total.bots() == 0) {
      return List.of();
    }
    Instant start = query.from() == null ? firstClick(query, to) : query.from();
    var buckets = Buckets.covering(start, query.to(), query.bucket(), query.zone());
    List<Stats.Point> points = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      Tally bucket =
          tally(query, Math.max(from, buckets.start(i)), Math.min(to, buckets.start(i + 1)));
      points.add(
          new Stats.Point(
              Instant.ofEpochMilli(buckets.start(i)),
              bucket.people(),
              bucket.bots(),
              bucket.visitors().count()));
    }
    return points;
  }

  private Instant firstClick(StatsQuery query, long to) {
    return clicksByHour.values().stream()
        .flatMap(List::stream)
        .filter(click -> click.at() < to && matches(query, click))
        .map(click -> Instant.ofEpochMilli(click.at()))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Map<Dimension, List<Stats.Count>> breakdowns(StatsQuery query, Tally total) {
    Map<Dimension, List<Stats.Count>> breakdowns = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      breakdowns.put(dimension, breakdown(dimension, total, query.top()));
    }
    return breakdowns;
  }

  private static List<Stats.Count> breakdown(Dimension dimension, Tally total, int top) {
    Map<String, Long> counts = new HashMap<>();
    counts.put("", total.people());
    total
        .facets()
        .forEach(
            (facet, count) -> {
              if (facet.kind() == dimension.kind()) {
                counts.merge("", -count, Long::sum);
                counts.merge(shown(facet.value(dimension)), count, Long::sum);
              }
            });
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new Stats.Count(entry.getKey(), entry.getValue()))
        .sorted(Stats.Count.ORDER)
        .limit(top)
        .toList();
  }

  /** Forgets nothing: there are no files. */
  @Override
  public void close() {}
}
