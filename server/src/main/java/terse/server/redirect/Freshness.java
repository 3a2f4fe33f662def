package terse.server.redirect;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import terse.feed.Feed;
import terse.feed.Standing;

/** What may be answered from memory at this moment. Asked on event loops; never waits. */
public interface Freshness {
  /** That of a node which alone changes its links. */
  Freshness ALWAYS = of(nanos -> Standing.CURRENT, () -> CompletableFuture.completedFuture(null));

  /**
   * What may be answered.
   *
   * @param nanos now, in {@link System#nanoTime}
   */
  Standing standing(long nanos);

  /** Completes when everything acknowledged before this call is known here; fails if it cannot. */
  CompletableFuture<Void> catchUp();

  /** That of a node which follows a feed. */
  static Freshness of(Feed feed) {
    return of(feed::standing, feed::catchUp);
  }

  private static Freshness of(
      LongFunction<Standing> standing, Supplier<CompletableFuture<Void>> catchUp) {
    return new Freshness() {
      @Override
      public Standing standing(long nanos) {
        return standing.apply(nanos);
      }

      @Override
      public CompletableFuture<Void> catchUp() {
        return catchUp.get();
      }
    };
  }
}
