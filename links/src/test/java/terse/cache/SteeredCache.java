package terse.cache;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A shared cache any call to which can be made to fail. */
final class SteeredCache implements SharedCache {
  enum Step {
    GET,
    ENTER,
    PUT,
    FINISH
  }

  final Set<Step> cut = EnumSet.noneOf(Step.class);
  int calls;
  private final SharedCache cache;

  SteeredCache(SharedCache cache) {
    this.cache = cache;
  }

  private void waits(Step step) {
    calls++;
    if (cut.contains(step)) {
      throw new SharedCacheException("cut", null);
    }
  }

  private CompletableFuture<Boolean> begun(Step step) {
    calls++;
    return cut.contains(step)
        ? CompletableFuture.failedFuture(new SharedCacheException("cut", null))
        : CompletableFuture.completedFuture(true);
  }

  @Override
  public @Nullable Entry get(String key) {
    waits(Step.GET);
    return cache.get(key);
  }

  @Override
  public CompletableFuture<Boolean> put(String key, Entry entry, Duration lifetime) {
    return begun(Step.PUT).thenCompose(_ -> cache.put(key, entry, lifetime));
  }

  @Override
  public CompletableFuture<Boolean> remove(String key) {
    return begun(Step.PUT).thenCompose(_ -> cache.remove(key));
  }

  @Override
  public Turn enter(String key, String ticket, Duration lease) {
    waits(Step.ENTER);
    return cache.enter(key, ticket, lease);
  }

  @Override
  public CompletableFuture<Boolean> finish(
      String key, String ticket, @Nullable Entry loaded, Duration lifetime) {
    return begun(Step.FINISH).thenCompose(_ -> cache.finish(key, ticket, loaded, lifetime));
  }

  @Override
  public void close() {
    cache.close();
  }
}
