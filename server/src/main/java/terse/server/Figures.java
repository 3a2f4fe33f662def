package terse.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import terse.click.Tier;
import terse.feed.Feed;
import terse.feed.Standing;
import terse.filter.TakenNames;
import terse.server.journal.LiveClicks;
import terse.server.ops.Metrics;
import terse.server.ops.Shedder;
import terse.server.redirect.LinkListener;
import terse.server.redirect.RedirectCount;
import terse.server.redirect.RedirectMetrics;
import terse.sql.PostgresHints;
import terse.sql.SqlStores;
import terse.sql.WriteMeter;
import terse.visit.Visits;

/** Which figures of which part are told to operators, and by what name. */
final class Figures {
  private Figures() {}

  static Metrics of(
      Stores stores,
      Numbers numbers,
      Optional<Clicks> clicks,
      LiveClicks live,
      LinkListener redirects,
      Shedder shedder,
      Feed feed,
      Optional<PostgresHints> hints,
      TakenNames taken) {
    Metrics metrics = new Metrics();
    addRedirects(metrics, redirects.metrics());
    stores.sql().ifPresent(sql -> addStore(metrics, sql));
    numbers.addTo(metrics);
    clicks.ifPresent(kept -> addClicks(metrics, kept));
    addApi(metrics, shedder);
    Queues.of(stores, clicks, redirects, shedder).addTo(metrics);
    addFeed(metrics, feed);
    hints.ifPresent(listener -> addHints(metrics, listener));
    addNames(metrics, taken);
    metrics.gauge("terse_live_watchers", "Open event streams.", live::watchers);
    addProcess(metrics);
    return metrics;
  }

  static void addVisits(Metrics metrics, Visits visits) {
    metrics
        .counter(
            "terse_visit_blocks_total",
            "Blocks of visits of limited links taken from the store.",
            visits::blocks)
        .counter(
            "terse_visit_failures_total",
            "Calls to the store about visits of limited links that failed.",
            visits::failures)
        .gauge(
            "terse_visit_blocks_held",
            "Blocks of visits of limited links held or on their way back.",
            visits::held);
  }

  private static void addRedirects(Metrics metrics, RedirectMetrics redirects) {
    metrics.histogram(
        "terse_redirect_seconds",
        "Time from a parsed request on the link listener to its written answer.",
        () -> latencies(redirects));
    Map<String, LongSupplier> answers = new LinkedHashMap<>();
    for (int statusClass = 2; statusClass <= 5; statusClass++) {
      int digit = statusClass;
      answers.put(digit + "xx", () -> redirects.answers(digit));
    }
    metrics.counters("terse_link_answers", "Answers of the link listener.", "status", answers);
    Map<String, LongSupplier> events = new LinkedHashMap<>();
    for (RedirectCount count : RedirectCount.values()) {
      events.put(count.name().toLowerCase(Locale.ROOT), () -> redirects.count(count));
    }
    metrics.counters("terse_link_events", "What happened on the link listener.", "event", events);
    metrics.counters(
        "terse_cache_requests",
        "Look-ups by cache tier and result.",
        "result",
        Map.of(
            "l1_hit",
            () -> hits(redirects),
            "l1_miss",
            () -> redirects.count(RedirectCount.MISSES),
            "l2_hit",
            () -> redirects.loadsFrom(Tier.L2),
            "store",
            () -> redirects.loadsFrom(Tier.STORE)));
    metrics.gauge("terse_cache_entries", "Decisions in memory.", redirects::cachedDecisions);
    metrics.counter(
        "terse_cache_refreshes",
        "Decisions loaded anew before anybody missed them.",
        redirects::refreshes);
    metrics.gauges(
        "terse_cache_hot_hits_per_second",
        "The links asked for most, by domain and code: about how many hits a second.",
        "link",
        redirects::hotKeys);
    metrics.gauges(
        "terse_cache_hit_ratio",
        "Share of the look-ups in a tier that found something there, since the start.",
        "tier",
        Map.of(
            "l1",
            () -> ratio(hits(redirects), redirects.count(RedirectCount.MISSES)),
            "l2",
            () -> ratio(redirects.loadsFrom(Tier.L2), redirects.loadsFrom(Tier.STORE))));
    metrics.gauge(
        "terse_link_loop_lag_seconds",
        "How late the latest redirect loop is.",
        () -> redirects.loopLagNanos() / 1e9);
  }

  private static long hits(RedirectMetrics redirects) {
    return redirects.count(RedirectCount.HITS) + redirects.count(RedirectCount.NEGATIVE_HITS);
  }

  /** 0 as long as nothing was looked up. */
  private static double ratio(long hits, long misses) {
    return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
  }

  private static Metrics.Distribution latencies(RedirectMetrics redirects) {
    long[] counts = redirects.latencies();
    return new Metrics.Distribution(
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Metrics.Bucket(RedirectMetrics.latencyBound(i), counts[i]))
            .toList(),
        redirects.latencySum());
  }

  private static void addStore(Metrics metrics, SqlStores sql) {
    WriteMeter writes = sql.writes();
    metrics.histogram(
        "terse_store_commit_seconds",
        "Time of a commit of the link store, disk included.",
        () -> commits(writes));
    metrics.counter("terse_store_rows", "Rows committed.", writes::rows);
    metrics.counter("terse_store_failures", "Commits that failed.", writes::failures);
    metrics.counter(
        "terse_store_refusals", "Writes refused, the queue being full.", writes::refusals);
  }

  private static Metrics.Distribution commits(WriteMeter writes) {
    long[] micros = WriteMeter.bucketBoundsMicros();
    long[] counts = writes.buckets();
    return new Metrics.Distribution(
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Metrics.Bucket(secondsAt(micros, i), counts[i]))
            .toList(),
        writes.nanos() / 1e9);
  }

  private static double secondsAt(long[] micros, int bucket) {
    return bucket < micros.length ? micros[bucket] / 1e6 : Double.POSITIVE_INFINITY;
  }

  private static void addClicks(Metrics metrics, Clicks clicks) {
    metrics.counters(
        "terse_journal_clicks",
        "Clicks by what the journal did with them.",
        "result",
        Map.of(
            "kept", () -> clicks.journal().figures().appended(),
            "lost", () -> clicks.journal().figures().lost()));
    metrics.counter(
        "terse_journal_torn_bytes",
        "Bytes of torn or damaged records that were cut.",
        () -> clicks.journal().figures().tornBytes() + clicks.journal().figures().damagedBytes());
    metrics.gauge(
        "terse_click_lag_clicks", "Clicks not in reports yet.", () -> clicks.pump().lagClicks());
    metrics.gauge("terse_click_lag_bytes", "The same in bytes.", () -> clicks.pump().lagBytes());
    metrics.counter(
        "terse_clicks_reported",
        "Clicks brought into the reports.",
        () -> clicks.pump().clicksTakenIn());
    metrics.counter(
        "terse_click_store_failures",
        "Failures of the click store.",
        () -> clicks.pump().failures());
  }

  private static void addApi(Metrics metrics, Shedder shedder) {
    Map<String, LongSupplier> refused = new LinkedHashMap<>();
    for (Shedder.Work work : Shedder.Work.values()) {
      refused.put(work.name().toLowerCase(Locale.ROOT), () -> shedder.refused(work));
    }
    metrics.counters("terse_api_refused", "API requests refused under load.", "work", refused);
  }

  private static void addFeed(Metrics metrics, Feed feed) {
    metrics.gauge(
        "terse_feed_current",
        "1 while this node may answer from memory, 0 when it must ask first.",
        () -> feed.standing(System.nanoTime()) == Standing.CURRENT ? 1 : 0);
    metrics.gauge(
        "terse_feed_age_seconds", "How old what this node knows of others is.", feed::ageSeconds);
    metrics.gauge("terse_feed_position", "Position in the feed.", feed::position);
    metrics.counter("terse_feed_entries", "Changes taken in from the feed.", feed::entries);
    metrics.counter("terse_feed_failures", "Rounds of the feed that failed.", feed::failures);
    metrics.gauge("terse_other_nodes", "Other live nodes.", feed::otherNodes);
  }

  private static void addHints(Metrics metrics, PostgresHints hints) {
    metrics.gauge(
        "terse_feed_hints_heard",
        "1 while the store's hints at the feed are heard, 0 while it is read in rounds alone.",
        () -> hints.isListening() ? 1 : 0);
    metrics.counter("terse_feed_hints", "Hints heard.", hints::heard);
  }

  private static void addNames(Metrics metrics, TakenNames taken) {
    metrics.gauge(
        "terse_name_filter_ready",
        "1 while the filter of names is filled, 0 while the store is asked for each.",
        () -> taken.isFilled() ? 1 : 0);
    metrics.gauge("terse_name_filter_names", "Names in the filter.", taken::names);
    metrics.gauge("terse_name_filter_bytes", "Bytes of the filter of names.", taken::bytes);
    metrics.counter(
        "terse_name_filter_failures", "Fillings of the filter that failed.", taken::failures);
  }

  private static void addProcess(Metrics metrics) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    metrics.gauge(
        "jvm_heap_used_bytes", "Heap in use.", () -> memory.getHeapMemoryUsage().getUsed());
    metrics.gauge(
        "jvm_heap_committed_bytes",
        "Heap set aside.",
        () -> memory.getHeapMemoryUsage().getCommitted());
    metrics.gauge(
        "jvm_threads", "Platform threads.", ManagementFactory.getThreadMXBean()::getThreadCount);
    metrics.counter(
        "jvm_gc_milliseconds",
        "Time spent collecting garbage.",
        () ->
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(gc -> Math.max(0, gc.getCollectionTime()))
                .sum());
    metrics.gauge(
        "process_uptime_seconds",
        "Time since the start.",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }
}
