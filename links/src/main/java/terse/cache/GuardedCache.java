package terse.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import terse.feed.NanoTime;

/**
 * A shared cache that is left alone for a while once it has failed several times in a row, so that
 * nobody waits for one that is away.
 */
public final class GuardedCache implements SharedCache {
  private static final int TOLERATED = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SharedCache cache;
  private final CircuitBreaker breaker;

  public GuardedCache(SharedCache cache, NanoTime time) {
    this.cache = cache;
    this.breaker = new CircuitBreaker(TOLERATED, PAUSE, time);
  }

  /** Whether it is left alone right now. */
  public boolean isGivenUp() {
    return breaker.isOpen();
  }

  private <T extends @Nullable Object> T waited(Supplier<T> call) {
    if (!breaker.allows()) {
      throw givenUp();
    }
    try {
      T result = call.get();
      breaker.succeeded();
      return result;
    } catch (SharedCacheException e) {
      breaker.failed();
      throw e;
    }
  }

  /** Writes do not try whether it is back: a read will. */
  private CompletableFuture<Boolean> begun(Supplier<CompletableFuture<Boolean>> call) {
    if (breaker.isOpen()) {
      return CompletableFuture.failedFuture(givenUp());
    }
    return call.get()
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                breaker.failed();
              }
            });
  }

  private static SharedCacheException givenUp() {
    return new SharedCacheException("the shared cache is left alone for a while", null);
  }

  @Override
  public @Nullable Entry get(String key) {
    return this.<@Nullable Entry>waited(() -> cache.get(key));
  }

  @Override
  public CompletableFuture<Boolean> put(String key, Entry entry, Duration lifetime) {
    return begun(() -> cache.put(key, entry, lifetime));
  }

  @Override
  public CompletableFuture<Boolean> remove(String key) {
    return begun(() -> cache.remove(key));
  }

  @Override
  public Turn enter(String key, String ticket, Duration lease) {
    return waited(() -> cache.enter(key, ticket, lease));
  }

  @Override
  public CompletableFuture<Boolean> finish(
      String key, String ticket, @Nullable Entry loaded, Duration lifetime) {
    return begun(() -> cache.finish(key, ticket, loaded, lifetime));
  }

  @Override
  public void close() {
    cache.close();
  }
}
