package terse.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Caches that are connected, with patience enough for a busy machine. */
final class Connected {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Connected() {}

  static RedisSharedCache to(String url, String node) {
    RedisSharedCache cache = RedisSharedCache.connect(RedisAddress.of(url), node, PATIENCE);
    await("connected").atMost(Duration.ofSeconds(30)).until(cache::isConnected);
    return cache;
  }
}
