package terse.redis;

import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is tried for until it is there: a node may start before its Redis does. Once
 * made, it mends itself.
 */
final class Reconnecting<C extends StatefulConnection<String, byte[]>> {
  private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Supplier<? extends CompletableFuture<? extends C>> connect;
  private final AtomicReference<@Nullable C> made = new AtomicReference<>();
  private volatile boolean closed;
  private volatile boolean told;

  Reconnecting(Supplier<? extends CompletableFuture<? extends C>> connect) {
    this.connect = connect;
  }

  /** Begins to try. */
  void start() {
    var _ =
        attempt()
            .whenComplete(
                (connection, failure) -> {
                  if (connection != null) {
                    made.set(connection);
                  } else if (!closed) {
                    tell(failure);
                    CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(this::start);
                  }
                });
  }

  /** The client says what is wrong in either of two ways, or says nothing at all. */
  private CompletableFuture<C> attempt() {
    CompletableFuture<C> attempt = new CompletableFuture<>();
    try {
      var _ = connect.get().whenComplete((made, failure) -> settle(attempt, made, failure));
    } catch (RuntimeException e) {
      attempt.completeExceptionally(e);
    }
    return attempt.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private void settle(CompletableFuture<C> attempt, @Nullable C made, @Nullable Throwable failure) {
    if (made == null) {
      attempt.completeExceptionally(
          failure == null ? new IllegalStateException("no connection") : failure);
    } else if (!attempt.complete(made)) {
      var _ = made.closeAsync();
    }
  }

  private void tell(@Nullable Throwable failure) {
    if (!told) {
      told = true;
      LOG.warn("Redis cannot be reached, and is tried for: {}", String.valueOf(failure));
    }
  }

  /** The connection, null until it is made. */
  @Nullable C get() {
    return made.get();
  }

  /** Makes another one in place of one that is there but leads nowhere. */
  void renew() {
    C old = made.getAndSet(null);
    if (old != null) {
      var _ = old.closeAsync();
      start();
    }
  }

  void close() {
    closed = true;
  }
}
