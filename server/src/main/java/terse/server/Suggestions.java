package terse.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.link.SuggestLinks;
import terse.link.SuggestLinks.Suggestion;
import terse.server.redirect.Advisor;
import terse.server.security.AddressHash;
import terse.server.security.RateLimiter;

/**
 * Finds out what mistyped codes were meant as, for visitors who do not ask too often: whoever
 * guesses codes gains nothing by it. Codes to follow are remembered for some seconds, so that a
 * link that a thousand people got in the wrong case is looked for once; whether it is live is
 * decided at every hit. Offers are not, lest one name a link that was taken down since.
 */
final class Suggestions implements Advisor {
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final SuggestLinks suggest;
  private final RateLimiter limiter;
  private final AddressHash hash;
  private final Executor executor;
  private final Cache<Asked, Suggestion> known;

  /**
   * @param limiter how often an address may ask a minute
   * @param executor runs what blocks, and refuses what is too much
   */
  Suggestions(
      SuggestLinks suggest,
      RateLimiter limiter,
      AddressHash hash,
      Executor executor,
      InstantSource clock) {
    this.suggest = suggest;
    this.limiter = limiter;
    this.hash = hash;
    this.executor = executor;
    this.known =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .ticker(() -> clock.millis() * 1_000_000)
            .build();
  }

  @Override
  public @Nullable CompletableFuture<Suggestion> ask(
      int domain, String text, byte @Nullable [] visitor) {
    if (!suggest.canHelp(domain, text) || !limiter.take(hash.of(visitor)).granted()) {
      return null;
    }
    Asked asked = new Asked(domain, text);
    Suggestion before = known.getIfPresent(asked);
    return before == null ? find(asked) : CompletableFuture.completedFuture(before);
  }

  private @Nullable CompletableFuture<Suggestion> find(Asked asked) {
    try {
      return CompletableFuture.supplyAsync(() -> found(asked), executor);
    } catch (RejectedExecutionException busy) {
      return null;
    }
  }

  /** A hint is not worth a failure: if the store cannot be asked, there is none. */
  private Suggestion found(Asked asked) {
    try {
      Suggestion suggestion = suggest.suggest(asked.domain(), asked.text());
      if (suggestion.follow() != null) {
        known.put(asked, suggestion);
      }
      return suggestion;
    } catch (TerseException unavailable) {
      return Suggestion.NONE;
    }
  }

  private record Asked(int domain, String text) {}
}
