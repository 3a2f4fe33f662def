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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.report.Buckets;
import terse.report.Cover;
import terse.report.Cuts;
import terse.report.Dimension;
import terse.report.Kept;
import terse.report.Level;
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
  private final MemoryRollups rollups = new MemoryRollups();

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
    Click kept = click.notBefore(rollups.kept().rawFromMillis());
    long hour = Math.floorDiv(kept.at(), Cover.HOUR);
    clicksByHour.computeIfAbsent(hour, h -> new ArrayList<>()).add(kept);
    rollups.touch(hour);
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
    rollups.fold(clicksByHour, Math.floorDiv(now.toEpochMilli(), Cover.HOUR) - 1);
  }

  @Override
  public synchronized void forget(Instant rawBefore, Instant hoursBefore) {
    if (hoursBefore.isAfter(rawBefore)) {
      throw new IllegalArgumentException("Hours are kept at least as long as their raw clicks");
    }
    rollups.forget(
        clicksByHour,
        Math.floorDiv(rawBefore.toEpochMilli(), Kept.DAY),
        Math.floorDiv(hoursBefore.toEpochMilli(), Kept.DAY));
  }

  @Override
  public synchronized Stats query(StatsQuery query) {
    long from = query.from() == null ? 0 : Math.max(0, query.from().toEpochMilli());
    long to = query.to().toEpochMilli();
    refuseWhatIsForgotten(query, from);
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

  private void refuseWhatIsForgotten(StatsQuery query, long from) {
    Kept kept = rollups.kept();
    if (!query.filters().isEmpty()) {
      long end = Math.min(query.to().toEpochMilli(), kept.rawFromMillis());
      var forgotten = new Tally();
      rollups.addTo(forgotten, query, Cover.of(from, end, kept, Cuts.NONE, Level.MONTH));
      if (forgotten.people() + forgotten.bots() > 0) {
        throw kept.refusal();
      }
    }
  }

  private long lately(StatsQuery query, Duration span) {
    long to = query.to().toEpochMilli();
    return tally(query, Math.max(0, to - span.toMillis()), to).people();
  }

  private Tally tally(StatsQuery query, long from, long to) {
    Cover cover =
        query.filters().isEmpty()
            ? Cover.of(from, to, rollups.kept(), Cuts.NONE, Level.MONTH)
            : Cover.raw(from, to);
    var tally = new Tally();
    rollups.addTo(tally, query, cover);
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
    Kept kept = rollups.kept();
    long hoursFrom = Level.DAY.start(kept.hoursFrom());
    long rawFrom = Level.DAY.start(kept.rawFrom());
    Stream<Long> folded =
        Stream.concat(
            rollups.clicked(Level.DAY, query, 0, hoursFrom),
            rollups.clicked(Level.HOUR, query, hoursFrom, rawFrom));
    Stream<Long> raw =
        clicksByHour.values().stream()
            .flatMap(List::stream)
            .filter(click -> matches(query, click))
            .map(Click::at);
    return Stream.concat(folded.map(hour -> hour * Cover.HOUR), raw)
        .filter(at -> at < to)
        .min(Comparator.naturalOrder())
        .map(Instant::ofEpochMilli)
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
