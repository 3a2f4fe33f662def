package terse.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import terse.cache.SharedCache.Entry;

/**
 * Messages between nodes: answers to those who wait for a load, and hints that something changed. A
 * message may be lost, so nothing depends on one. The node sends itself a beat twice a second: if
 * it does not hear it, others will not be heard either, and nobody waits for them.
 */
public final class RedisMessages implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration RENEWAL = Duration.ofSeconds(6);
  private static final byte[] NOTHING = new byte[0];

  private final Reconnecting<StatefulConnection<String, byte[]>> commands;
  private final Reconnecting<StatefulRedisPubSubConnection<String, byte[]>> connection;
  private final Map<String, CompletableFuture<@Nullable Entry>> waiting = new ConcurrentHashMap<>();
  private final String channel;
  private final String everyone;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean hinting = new AtomicBoolean();
  private final AtomicBoolean hintAgain = new AtomicBoolean();
  private final LongAdder hintsHeard = new LongAdder();
  private volatile Runnable onHint = () -> {};
  private long renewedAt = System.nanoTime();
  private volatile long heardAt = System.nanoTime() - SILENCE.toNanos();

  RedisMessages(
      RedisConnections connections,
      Reconnecting<StatefulConnection<String, byte[]>> commands,
      String node) {
    this.commands = commands;
    this.channel = "terse:node:" + node;
    this.everyone = "terse:changes";
    this.connection =
        new Reconnecting<>(() -> connections.connectForMessages().thenApply(this::subscribed));
  }

  private StatefulRedisPubSubConnection<String, byte[]> subscribed(
      StatefulRedisPubSubConnection<String, byte[]> made) {
    made.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, byte[] message) {
            heard(from, message);
          }
        });
    var _ = made.async().subscribe(channel, everyone).thenRun(this::tellItself);
    return made;
  }

  void start() {
    connection.start();
    Thread.ofPlatform().daemon().name("terse-redis-beat").start(this::beat);
  }

  private void beat() {
    try {
      while (!closing.await(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
        tellItself();
        renewIfSilent();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellItself() {
    var _ = send(channel, NOTHING);
  }

  /** Silence that lasts is a connection that is open at this end only. */
  private void renewIfSilent() {
    long now = System.nanoTime();
    if (now - Math.max(heardAt, renewedAt) > RENEWAL.toNanos()) {
      renewedAt = now;
      commands.renew();
      connection.renew();
    }
  }

  private CompletableFuture<?> send(String to, byte[] message) {
    StatefulConnection<String, byte[]> made = commands.get();
    try {
      return made == null
          ? CompletableFuture.completedFuture(0L)
          : RedisConnections.commands(made).publish(to, message).toCompletableFuture();
    } catch (RedisException away) {
      return CompletableFuture.failedFuture(away);
    }
  }

  private void heard(String from, byte[] message) {
    heardAt = System.nanoTime();
    if (from.equals(everyone)) {
      hintsHeard.increment();
      onHint.run();
    } else if (message.length > 0) {
      answered(message);
    }
  }

  /** A ticket, a blank, and a stored entry or nothing. */
  private void answered(byte[] message) {
    int blank = 0;
    while (blank < message.length && message[blank] != ' ') {
      blank++;
    }
    CompletableFuture<@Nullable Entry> answer =
        waiting.remove(new String(message, 0, blank, StandardCharsets.UTF_8));
    if (answer != null) {
      byte[] value =
          Arrays.copyOfRange(message, Math.min(blank + 1, message.length), message.length);
      answer.complete(value.length == 0 ? null : StoredEntry.read(value));
    }
  }

  /** Where answers to this node go. */
  String channel() {
    return channel;
  }

  /** What completes when the ticket is answered; forgotten once it is done or cancelled. */
  CompletableFuture<@Nullable Entry> await(String ticket) {
    CompletableFuture<@Nullable Entry> answer = new CompletableFuture<>();
    waiting.put(ticket, answer);
    var _ = answer.whenComplete((_, _) -> waiting.remove(ticket, answer));
    return answer;
  }

  /** Whether messages come through, as of late. */
  public boolean isHeard() {
    return System.nanoTime() - heardAt < SILENCE.toNanos();
  }

  /** How many hints came, this node's own among them. */
  public long hintsHeard() {
    return hintsHeard.sum();
  }

  /** How many loads of others are waited for. */
  public int waiting() {
    return waiting.size();
  }

  /** Calls this whenever another node says that something changed; it must not block. */
  public void onHint(Runnable action) {
    onHint = action;
  }

  /** Tells every node that something changed. Never waits; many at once become few. */
  public void hint() {
    hintAgain.set(true);
    if (hinting.compareAndSet(false, true)) {
      hintOn();
    }
  }

  private void hintOn() {
    hintAgain.set(false);
    var _ =
        send(everyone, NOTHING)
            .whenComplete(
                (_, failure) -> {
                  hinting.set(false);
                  if (failure == null && hintAgain.get()) {
                    hint();
                  }
                });
  }

  @Override
  public void close() {
    closing.countDown();
    connection.close();
  }
}
