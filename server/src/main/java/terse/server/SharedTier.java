package terse.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import terse.cache.GuardedCache;
import terse.cache.RecentChanges;
import terse.cache.SharedLinks;
import terse.cache.SharedMeters;
import terse.feed.Feed;
import terse.link.LinkObserver;
import terse.link.ResolveLink;
import terse.redis.RedisAddress;
import terse.redis.RedisMessages;
import terse.redis.RedisSharedCache;
import terse.server.ops.Metrics;

/** The cache that this node shares with others, and what tells what of it holds. */
final class SharedTier implements AutoCloseable {
  /** Before all our keys, with the number of their form. */
  private static final String SPACE = "terse1:";

  private final GuardedCache cache;
  private final RedisMessages messages;
  private final RecentChanges changes;
  private final SharedLinks links;

  private SharedTier(
      GuardedCache cache, RedisMessages messages, RecentChanges changes, SharedLinks links) {
    this.cache = cache;
    this.messages = messages;
    this.changes = changes;
    this.links = links;
  }

  /** The tier that is configured, if one is. It connects by and by, and may be away. */
  static Optional<SharedTier> open(
      Config config,
      FeedWiring.Parts knows,
      ResolveLink resolve,
      SecureRandom random,
      InstantSource clock) {
    return switch (config.get(Settings.L2)) {
      case NONE -> Optional.empty();
      case REDIS -> Optional.of(onRedis(address(config), knows, resolve, random, clock));
    };
  }

  private static RedisAddress address(Config config) {
    return config
        .find(Settings.REDIS_URL)
        .orElseThrow(
            () ->
                StartFailure.configuration(
                    "With 'l2=redis' the setting 'redis-url' must say where it is."));
  }

  private static SharedTier onRedis(
      RedisAddress address,
      FeedWiring.Parts knows,
      ResolveLink resolve,
      SecureRandom random,
      InstantSource clock) {
    byte[] node = new byte[8];
    random.nextBytes(node);
    RedisSharedCache redis = RedisSharedCache.connect(address, HexFormat.of().formatHex(node));
    Feed feed = knows.feed();
    if (feed.isShared()) {
      redis.messages().onHint(feed::hurry);
    }
    GuardedCache cache = new GuardedCache(redis, System::nanoTime);
    RecentChanges changes = new RecentChanges(feed::position);
    SharedLinks links =
        new SharedLinks(
            cache,
            resolve::resolve,
            feed,
            changes,
            () -> SPACE + Long.toHexString(knows.knowledge().keys()) + ":",
            SharedLinks.Settings.STANDARD,
            clock,
            random);
    knows.knowledge().remember(changes);
    return new SharedTier(cache, redis.messages(), changes, links);
  }

  SharedLinks links() {
    return links;
  }

  /** Told of changes before anything else that remembers links. */
  LinkObserver first() {
    return (link, code) -> {
      changes.changed(link, code);
      links.changed(link, code);
    };
  }

  /** Told of changes when this node has taken them in: lets the others know sooner. */
  LinkObserver last() {
    return (link, code) -> {
      if (link.version() > 1 || link.name() != null) {
        messages.hint();
      }
    };
  }

  void addTo(Metrics metrics) {
    SharedMeters meters = links.meters();
    Map<String, LongSupplier> events = new LinkedHashMap<>();
    events.put("outdated", meters::outdatedEntries);
    events.put("garbled", meters::garbledEntries);
    events.put("failed", meters::failures);
    events.put("write_failed", meters::writeFailures);
    events.put("led", meters::ledLoads);
    events.put("waited", meters::waits);
    metrics.counters(
        "terse_shared_cache_events", "What happened at the shared cache.", "event", events);
    metrics.gauge(
        "terse_shared_cache_given_up",
        "1 while the shared cache is left alone because it failed.",
        () -> cache.isGivenUp() ? 1 : 0);
    metrics.gauge(
        "terse_bus_heard",
        "1 while messages between nodes come through, 0 when the feed alone tells of changes.",
        () -> messages.isHeard() ? 1 : 0);
    metrics.counter("terse_bus_hints", "Hints of changes that came.", messages::hintsHeard);
  }

  /** Adds what can pile up here. */
  void addTo(Map<String, DoubleSupplier> depths, Map<String, DoubleSupplier> bounds) {
    depths.put("shared_cache_writes", links::writesInFlight);
    bounds.put("shared_cache_writes", () -> SharedLinks.MOST_WRITES);
  }

  @Override
  public void close() {
    cache.close();
  }
}
