package terse.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.cache.SharedCache;
import terse.cache.SharedCache.Entry;
import terse.testkit.RedisServer;

/** Many nodes that wait for one load: in which order they are answered, and how far apart. */
final class RedisSpreadIT {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSpreadIT.class);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int NODES = 8;
  private static final int ROUNDS = 100;

  @Test
  void nodesAreAnsweredInTheOrderTheyCame(@TempDir Path folder) throws Exception {
    List<RedisSharedCache> nodes = new ArrayList<>();
    try (RedisServer server = RedisServer.start(folder)) {
      for (int i = 0; i < NODES; i++) {
        nodes.add(Connected.to(server.url(), "node" + i));
      }
      List<Long> spreads = new ArrayList<>();
      int inversions = 0;
      for (int round = 0; round < ROUNDS; round++) {
        List<Arrival> arrivals = round(nodes, "key" + round);
        spreads.add(arrivals.getLast().nanos() - arrivals.getFirst().nanos());
        for (int i = 1; i < arrivals.size(); i++) {
          inversions += arrivals.get(i).place() < arrivals.get(i - 1).place() ? 1 : 0;
        }
      }
      Collections.sort(spreads);
      LOG.info(
          "{} nodes, {} rounds: first to last answer {} us (p50), {} us (p99); {} of {} overtook",
          NODES - 1,
          ROUNDS,
          spreads.get(ROUNDS / 2) / 1_000,
          spreads.get(ROUNDS * 99 / 100) / 1_000,
          inversions,
          ROUNDS * (NODES - 2));
      assertThat(spreads.get(ROUNDS / 2)).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));
    } finally {
      nodes.forEach(RedisSharedCache::close);
    }
  }

  private record Arrival(int place, long nanos) {}

  /** One leads, the others come one after the other; who was answered when, by arrival. */
  private static List<Arrival> round(List<RedisSharedCache> nodes, String key) throws Exception {
    List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> answers = new ArrayList<>();
    assertThat(nodes.getFirst().enter(key, "leader", LONG)).isInstanceOf(SharedCache.Lead.class);
    for (int i = 1; i < nodes.size(); i++) {
      int place = i;
      SharedCache.Wait wait = (SharedCache.Wait) nodes.get(i).enter(key, "ticket" + i, LONG);
      assertThat(wait.place()).isEqualTo(i - 1);
      answers.add(
          wait.answer().thenAccept(_ -> arrivals.add(new Arrival(place, System.nanoTime()))));
    }
    nodes.getFirst().finish(key, "leader", new Entry(1, new byte[100]), LONG).join();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    return arrivals;
  }
}
