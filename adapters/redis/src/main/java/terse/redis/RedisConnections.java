package terse.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client of Redis in any of its arrangements, and its connections. Nothing is queued offline. */
final class RedisConnections implements AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration COMMAND_LIMIT = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final int MOST_COMMANDS = 4_096;
  private static final int THREADS = 2;

  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final RedisAddress address;

  RedisConnections(RedisAddress address) {
    this.address = address;
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .reconnectDelay(Delay.constant(RETRY))
            .build();
    this.client = address.cluster() ? clusterClient() : plainClient();
  }

  private RedisClient plainClient() {
    RedisClient plain = RedisClient.create(resources);
    plain.setOptions(options(ClientOptions.builder()).build());
    return plain;
  }

  private RedisClusterClient clusterClient() {
    RedisClusterClient cluster = RedisClusterClient.create(resources, address.seeds());
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    options.topologyRefreshOptions(
        ClusterTopologyRefreshOptions.builder()
            .adaptiveRefreshTriggersTimeout(CONNECT_LIMIT)
            .enablePeriodicRefresh(REFRESH)
            .build());
    options(options);
    cluster.setOptions(options.build());
    return cluster;
  }

  /** A command that cannot be sent fails at once, and one without an answer after a while. */
  private static ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(COMMAND_LIMIT))
        .socketOptions(
            SocketOptions.builder().connectTimeout(CONNECT_LIMIT).keepAlive(true).build());
  }

  /** Connects; from then on lost connections are made anew by themselves. */
  CompletableFuture<? extends StatefulConnection<String, byte[]>> connect() {
    return switch (client) {
      case RedisClusterClient cluster ->
          known(cluster).thenCompose(_ -> cluster.connectAsync(CODEC));
      case RedisClient plain ->
          plain.connectAsync(CODEC, address.seeds().getFirst()).toCompletableFuture();
      default -> throw new IllegalStateException("no such client");
    };
  }

  /** Asks the seeds who belongs to the cluster. */
  private static CompletableFuture<Void> known(RedisClusterClient cluster) {
    return cluster.refreshPartitionsAsync().toCompletableFuture();
  }

  /** The commands of a connection. */
  static RedisClusterAsyncCommands<String, byte[]> commands(
      StatefulConnection<String, byte[]> connection) {
    return switch (connection) {
      case StatefulRedisClusterConnection<String, byte[]> cluster -> cluster.async();
      case StatefulRedisConnection<String, byte[]> plain -> plain.async();
      default -> throw new IllegalStateException("no such connection");
    };
  }

  /** Connects for messages; see {@link #connect}. */
  CompletableFuture<? extends StatefulRedisPubSubConnection<String, byte[]>> connectForMessages() {
    return switch (client) {
      case RedisClusterClient cluster ->
          known(cluster).thenCompose(_ -> cluster.connectPubSubAsync(CODEC));
      case RedisClient plain ->
          plain.connectPubSubAsync(CODEC, address.seeds().getFirst()).toCompletableFuture();
      default -> throw new IllegalStateException("no such client");
    };
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
