package terse.server.redirect;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import terse.feed.Standing;

/** What a test says may be answered. */
record SteeredFreshness(Supplier<Standing> now) implements Freshness {
  @Override
  public Standing standing(long nanos) {
    return now.get();
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    return CompletableFuture.completedFuture(null);
  }
}
