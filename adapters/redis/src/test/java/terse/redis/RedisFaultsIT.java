package terse.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.cache.GuardedCache;
import terse.cache.SharedCache;
import terse.cache.SharedCache.Entry;
import terse.cache.SharedCacheException;
import terse.testkit.RedisServer;

/** Redis killed, paused, flushed and garbled. */
final class RedisFaultsIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Entry ENTRY = new Entry(1, new byte[] {1, 2, 3});

  private RedisServer server;
  private RedisSharedCache cache;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = RedisServer.start(folder);
    cache = RedisSharedCache.connect(RedisAddress.of(server.url()), "node", Duration.ofMillis(100));
    await().atMost(SOON).until(cache::isConnected);
  }

  @AfterEach
  void stop() {
    cache.close();
    server.close();
  }

  private boolean works() {
    try {
      return cache.put("k", ENTRY, LONG).join()
          && Objects.requireNonNull(cache.get("k")).version() == 1;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  @Test
  void killedItFailsAtOnceAndIsFoundAgain() throws IOException {
    server.kill();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> cache.get("k")).isInstanceOf(SharedCacheException.class));
    long began = System.nanoTime();
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(SharedCacheException.class);
    assertThat(cache.put("k", ENTRY, LONG)).isCompletedExceptionally();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(100));
    server.start();
    await().atMost(SOON).until(this::works);
    await().atMost(SOON).until(cache::isConnected);
  }

  @Test
  void pausedItCostsNobodyMoreThanTheBudget() {
    server.pause();
    GuardedCache guarded = new GuardedCache(cache, System::nanoTime);
    long began = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> guarded.get("k")).isInstanceOf(SharedCacheException.class);
    }
    assertThat(guarded.isGivenUp()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThatThrownBy(() -> cache.put("k", ENTRY, LONG).join())
        .hasCauseInstanceOf(SharedCacheException.class);
    server.resume();
    await().atMost(SOON).until(this::works);
  }

  /** Nobody waits for an answer that could not be heard. */
  @Test
  void whoeverIsNotHeardDoesNotWait() {
    cache.messages().close();
    await().atMost(SOON).until(() -> !cache.messages().isHeard());
    assertThat(cache.enter("k", "first", LONG)).isInstanceOf(SharedCache.Lead.class);
    SharedCache.Wait wait = (SharedCache.Wait) cache.enter("k", "second", LONG);
    assertThat(wait.answer()).isCompletedExceptionally();
    assertThat(cache.messages().waiting()).isZero();
  }

  @Test
  void flushedItHasNothingAndItsLeasesAreGone() {
    cache.put("k", ENTRY, LONG).join();
    assertThat(cache.enter("l", "first", LONG)).isInstanceOf(SharedCache.Lead.class);
    server.flush();
    assertThat(cache.get("k")).isNull();
    assertThat(cache.enter("l", "second", LONG)).isInstanceOf(SharedCache.Lead.class);
    assertThat(cache.finish("l", "first", ENTRY, LONG).join()).isFalse();
  }

  @Test
  void whatIsNoEntryOfOursGivesWayToOne() {
    for (String[] garbage :
        new String[][] {
          {"SET", "{k}", "x"},
          {"SET", "{k}", "zzzzzzzzzzzzzzzzzzzzzzzz"},
          {"SET", "{k}", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"},
          {"RPUSH", "{k}", "a", "b"},
          {"HSET", "{k}", "a", "b"}
        }) {
      server.flush();
      server.command(garbage);
      assertThat(Objects.requireNonNull(cache.get("k")).version()).isZero();
      assertThat(cache.put("k", ENTRY, LONG).join()).isTrue();
      assertThat(Objects.requireNonNull(cache.get("k")).bytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void nodeStartsBeforeItsRedis() throws IOException {
    server.kill();
    try (RedisSharedCache early =
        RedisSharedCache.connect(RedisAddress.of(server.url()), "early")) {
      assertThatThrownBy(() -> early.get("k")).isInstanceOf(SharedCacheException.class);
      server.start();
      await().atMost(SOON).until(early::isConnected);
    }
  }

  @Test
  void hintsReachEveryNode() {
    try (RedisSharedCache other = Connected.to(server.url(), "other")) {
      long before = other.messages().hintsHeard();
      cache.messages().hint();
      await().atMost(SOON).until(() -> other.messages().hintsHeard() > before);
    }
  }
}
