package terse.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import terse.duckdb.DuckDbClickStore;
import terse.server.ops.Metrics;
import terse.server.ops.Shedder;
import terse.server.redirect.LinkListener;
import terse.sql.SqlStores;

/** Everything that can pile up: by name, how much of it there is and how much there may be. */
final class Queues {
  private final Map<String, DoubleSupplier> depths = new LinkedHashMap<>();
  private final Map<String, DoubleSupplier> bounds = new LinkedHashMap<>();

  private Queues() {}

  static Queues of(
      Stores stores, Optional<Clicks> clicks, LinkListener redirects, Shedder shedder) {
    Queues queues = new Queues();
    queues.add("loads", redirects.metrics()::loadsInFlight, () -> Wiring.LOADS_IN_FLIGHT);
    queues.add(
        "link_connections", redirects.metrics()::openConnections, redirects::mostConnections);
    stores.sql().ifPresent(queues::addStore);
    clicks.ifPresent(queues::addClicks);
    for (Shedder.Work work : Shedder.Work.values()) {
      queues.add(
          "api_" + work.name().toLowerCase(Locale.ROOT),
          () -> shedder.underWay(work),
          () -> shedder.bound(work));
    }
    return queues;
  }

  private void addStore(SqlStores sql) {
    add("store_writes", sql::writeQueueDepth, sql::writeQueueBound);
    add("store_reads", sql::readQueueDepth, sql::readQueueBound);
  }

  private void addClicks(Clicks clicks) {
    add(
        "journal_bytes",
        () -> clicks.journal().figures().spoolBytes(),
        () -> clicks.journal().figures().spoolBound());
    if (clicks.store() instanceof DuckDbClickStore duckdb) {
      add("reports", duckdb::waitingReports, duckdb::mostWaitingReports);
    }
  }

  private void add(String name, DoubleSupplier depth, DoubleSupplier bound) {
    depths.put(name, depth);
    bounds.put(name, bound);
  }

  void addTo(Metrics metrics) {
    metrics.gauges("terse_queue_depth", "What is under way or waits.", "queue", depths);
    metrics.gauges("terse_queue_bound", "How much of it may; more is refused.", "queue", bounds);
  }
}
