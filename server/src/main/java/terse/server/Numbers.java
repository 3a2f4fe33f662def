package terse.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import terse.id.IdSource;
import terse.link.LinkStore;
import terse.server.ops.Metrics;
import terse.zookeeper.ZooKeeperStores;

/**
 * What operators are told of the numbers behind links.
 *
 * @param lost how many the run before this one left unused, once it has been counted
 */
record Numbers(IdSource source, Optional<ZooKeeperStores> zooKeeper, CompletableFuture<Long> lost) {

  /** Counts beside the start what the run before left. */
  static Numbers of(
      IdSource source, Arbiter arbiter, LeaseLog leases, LinkStore links, Executor beside) {
    return new Numbers(
        source,
        arbiter.zooKeeper(),
        CompletableFuture.supplyAsync(() -> leases.leftover(links), beside).exceptionally(_ -> 0L));
  }

  void addTo(Metrics metrics) {
    metrics.gauge(
        "terse_numbers_in_hand",
        "Numbers for new links that this node can give out without asking.",
        source::leftover);
    metrics.counter(
        "terse_numbers_lost",
        "Numbers that the run before this one had leased and left unused when it ended.",
        () -> lost.getNow(0L));
    zooKeeper.ifPresent(ensemble -> addTo(metrics, ensemble));
  }

  private static void addTo(Metrics metrics, ZooKeeperStores ensemble) {
    metrics.gauge(
        "terse_zookeeper_connected",
        "1 while the ZooKeeper ensemble is reached.",
        () -> ensemble.connected() ? 1 : 0);
    metrics.counter(
        "terse_zookeeper_unsettled",
        "Writes that may have taken effect unheard; each may have wasted a range.",
        ensemble::unsettled);
  }
}
