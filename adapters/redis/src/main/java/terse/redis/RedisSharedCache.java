package terse.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import terse.cache.SharedCache;
import terse.cache.SharedCacheException;

/**
 * The shared cache on Redis. A key's entry, its lease and its queue lie under names with one hash
 * tag, so that a cluster has them in one place; what must happen at once is a script.
 */
public final class RedisSharedCache implements SharedCache {
  /** How long a caller waits for Redis at most. */
  public static final Duration BUDGET = Duration.ofMillis(20);

  private static final String PUT = Script.read("put.lua");
  private static final String ENTER = Script.read("enter.lua");
  private static final String FINISH = Script.read("finish.lua");

  private final RedisConnections connections;
  private final Reconnecting<StatefulConnection<String, byte[]>> connection;
  private final RedisMessages messages;
  private final Duration budget;

  private RedisSharedCache(RedisAddress address, String node, Duration budget) {
    this.budget = budget;
    this.connections = new RedisConnections(address);
    this.connection = new Reconnecting<>(connections::connect);
    this.messages = new RedisMessages(connections, connection, node);
  }

  /**
   * A cache that connects by and by; until then, and whenever the connection is lost, all calls
   * fail.
   *
   * @param node tells this node from all others that use the same Redis
   */
  public static RedisSharedCache connect(RedisAddress address, String node) {
    return connect(address, node, BUDGET);
  }

  static RedisSharedCache connect(RedisAddress address, String node, Duration budget) {
    RedisSharedCache cache = new RedisSharedCache(address, node, budget);
    cache.connection.start();
    cache.messages.start();
    return cache;
  }

  /** The messages between nodes. */
  public RedisMessages messages() {
    return messages;
  }

  /** Whether there is a connection, or was one that is being mended. */
  boolean isConnected() {
    return connection.get() != null && messages.isHeard();
  }

  @Override
  public @Nullable Entry get(String key) {
    try {
      byte[] value = waited(redis -> redis.get(entry(key)));
      return value == null ? null : StoredEntry.read(value);
    } catch (SharedCacheException e) {
      if (isOfAnotherType(e)) {
        return StoredEntry.NONE_OF_OURS;
      }
      throw e;
    }
  }

  private static boolean isOfAnotherType(SharedCacheException e) {
    Throwable cause = e.getCause();
    return cause != null && String.valueOf(cause.getMessage()).startsWith("WRONGTYPE");
  }

  @Override
  public CompletableFuture<Boolean> put(String key, Entry entry, Duration lifetime) {
    return begun(
        redis ->
            redis.<Boolean>eval(
                PUT,
                ScriptOutputType.BOOLEAN,
                new String[] {entry(key)},
                StoredEntry.write(entry),
                Script.number(lifetime.toMillis())));
  }

  @Override
  public CompletableFuture<Boolean> remove(String key) {
    return begun(redis -> redis.del(entry(key))).thenApply(removed -> removed > 0);
  }

  @Override
  public Turn enter(String key, String ticket, Duration lease) {
    CompletableFuture<@Nullable Entry> answer = messages.await(ticket);
    try {
      List<Object> turn = waited(redis -> entered(redis, key, ticket, lease));
      if (turn == null || (long) turn.getFirst() == 0) {
        answer.cancel(false);
        return new Lead();
      }
      return wait((long) turn.getFirst() - 1, (long) turn.getLast(), answer);
    } catch (SharedCacheException e) {
      answer.cancel(false);
      throw e;
    }
  }

  private RedisFuture<List<Object>> entered(
      RedisClusterAsyncCommands<String, byte[]> redis, String key, String ticket, Duration lease) {
    return redis.eval(
        ENTER,
        ScriptOutputType.MULTI,
        new String[] {lease(key), queue(key)},
        Script.text(ticket),
        Script.number(lease.toMillis()),
        Script.text(messages.channel() + " " + ticket));
  }

  /** Nobody waits for a message that would not be heard. */
  private Wait wait(long place, long leaseMillis, CompletableFuture<@Nullable Entry> answer) {
    if (!messages.isHeard()) {
      answer.completeExceptionally(new SharedCacheException("no messages are heard", null));
    }
    return new Wait((int) place, Duration.ofMillis(Math.max(0, leaseMillis)), answer);
  }

  @Override
  public CompletableFuture<Boolean> finish(
      String key, String ticket, @Nullable Entry loaded, Duration lifetime) {
    if (loaded == null) {
      return finished(key, ticket, new byte[0]);
    }
    byte[] value = StoredEntry.write(loaded);
    return put(key, loaded, lifetime).thenCompose(_ -> finished(key, ticket, value));
  }

  private CompletableFuture<Boolean> finished(String key, String ticket, byte[] value) {
    return begun(
        redis ->
            redis.<Boolean>eval(
                FINISH,
                ScriptOutputType.BOOLEAN,
                new String[] {lease(key), queue(key)},
                Script.text(ticket),
                value));
  }

  private static String entry(String key) {
    return "{" + key + "}";
  }

  private static String lease(String key) {
    return "{" + key + "}l";
  }

  private static String queue(String key) {
    return "{" + key + "}q";
  }

  private RedisClusterAsyncCommands<String, byte[]> redis() {
    StatefulConnection<String, byte[]> made = connection.get();
    if (made == null) {
      throw new SharedCacheException("there is no connection to Redis", null);
    }
    return RedisConnections.commands(made);
  }

  private <T> @Nullable T waited(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> call) {
    RedisFuture<T> reply = sent(call);
    try {
      return reply.get(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      reply.cancel(false);
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private <T> RedisFuture<T> sent(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> call) {
    try {
      return call.apply(redis());
    } catch (RedisException e) {
      throw failed(e);
    }
  }

  private <T> CompletableFuture<T> begun(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> call) {
    try {
      return sent(call)
          .toCompletableFuture()
          .exceptionallyCompose(e -> CompletableFuture.failedFuture(failed(e)));
    } catch (SharedCacheException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static SharedCacheException failed(@Nullable Throwable why) {
    Throwable cause = why instanceof CompletionException e ? e.getCause() : why;
    return new SharedCacheException("Redis did not answer: " + cause, cause);
  }

  @Override
  public void close() {
    connection.close();
    messages.close();
    connections.close();
  }
}
