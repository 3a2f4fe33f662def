package terse.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.cache.SharedCache;
import terse.cache.SharedCache.Entry;
import terse.testkit.RedisGroup;

/** The shared cache under sentinels and on a cluster, through the loss of a master. */
final class RedisTopologiesIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int KEYS = 30;
  private static final AtomicInteger LOADS = new AtomicInteger();

  @Test
  void masterUnderSentinelsIsKilled(@TempDir Path folder) throws IOException {
    try (RedisGroup group = RedisGroup.underSentinels(folder)) {
      survives(group);
    }
  }

  @Test
  void clusterServes(@TempDir Path folder) throws IOException {
    try (RedisGroup group = RedisGroup.cluster(folder);
        RedisSharedCache node = Connected.to(group.url(), "node");
        RedisSharedCache other = Connected.to(group.url(), "other")) {
      await().atMost(SOON).until(() -> works(node, other, 1));
    }
  }

  @Tag("storm")
  @Test
  void masterOfAClusterIsKilled(@TempDir Path folder) throws IOException {
    try (RedisGroup group = RedisGroup.clusterWithReplicas(folder)) {
      survives(group);
    }
  }

  private static void survives(RedisGroup group) {
    try (RedisSharedCache node = Connected.to(group.url(), "node");
        RedisSharedCache other = Connected.to(group.url(), "other")) {
      await().atMost(SOON).until(() -> works(node, other, 1));
      group.members().getFirst().kill();
      await().atMost(SOON).until(() -> works(node, other, 2));
    }
  }

  /** Entries, leases and messages, on keys that lie on every master. */
  private static boolean works(RedisSharedCache node, RedisSharedCache other, int round) {
    try {
      for (int i = 0; i < KEYS; i++) {
        String key = "key" + i;
        node.put(key, new Entry(round, new byte[] {(byte) i}), LONG).join();
        assertThat(Objects.requireNonNull(other.get(key)).version()).isEqualTo(round);
        shared(node, other, "load" + LOADS.incrementAndGet());
      }
      return true;
    } catch (RuntimeException | AssertionError notYet) {
      return false;
    }
  }

  private static void shared(RedisSharedCache node, RedisSharedCache other, String key) {
    assertThat(node.enter(key, "first", LONG)).isInstanceOf(SharedCache.Lead.class);
    SharedCache.Wait wait = (SharedCache.Wait) other.enter(key, "second", LONG);
    CompletableFuture<@Nullable Entry> answer = wait.answer();
    node.finish(key, "first", new Entry(1, new byte[0]), LONG).join();
    assertThat(
            Objects.requireNonNull(
                    answer.orTimeout(2, java.util.concurrent.TimeUnit.SECONDS).join())
                .version())
        .isOne();
  }
}
