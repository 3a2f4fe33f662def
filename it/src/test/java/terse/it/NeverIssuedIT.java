package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.testkit.Seeds;

/**
 * A code that was never issued is answered without the store, and never is one that was taken for
 * one, on two nodes that mint while they are scanned and their secret is changed.
 */
final class NeverIssuedIT {
  private static final int TRIES = 500_000;

  @TempDir Path folder;
  private final AtomicBoolean scanning = new AtomicBoolean(true);

  @Test
  void scanOfAMillionCodesReadsNothingAndHidesNoLinkThatIsBeingMade() throws Exception {
    try (TerseNode a = TerseNode.startBeside(folder, "a");
        TerseNode b = TerseNode.startBeside(folder, "b");
        ExecutorService threads = Executors.newCachedThreadPool()) {
      CompletableFuture<Integer> onA = async(threads, () -> createAndFollow(a, b));
      CompletableFuture<Integer> onB = async(threads, () -> createAndFollow(b, a));
      RandomGenerator first = Seeds.random("scan of a");
      RandomGenerator second = Seeds.random("scan of b");
      CompletableFuture<Long> scanA = async(threads, () -> Scanner.scan(a, TRIES, first));
      CompletableFuture<Long> scanB = async(threads, () -> Scanner.scan(b, TRIES, second));
      try (TerseClient admin = a.client()) {
        assertThat(admin.post("/api/v1/code-keys", "{}").statusCode()).isEqualTo(201);
      }
      // A random code is below a mark with odds of about one in a million tries; see docs/adr/0022.
      assertThat(scanA.join() + scanB.join()).isBetween(2L * TRIES - 2, 2L * TRIES);
      scanning.set(false);
      assertThat(onA.join()).isGreaterThan(200);
      assertThat(onB.join()).isGreaterThan(200);
      assertThat(neverIssued(a) + neverIssued(b))
          .as("answered without the store")
          .isBetween(2L * TRIES - 2, 2L * TRIES);
    }
  }

  private static long neverIssued(TerseNode node) throws Exception {
    return Metrics.of(node).sum("terse_link_events_total", "event=\"never_issued\"");
  }

  /** Creates links on one node, many at a time, and follows each on the other one at once. */
  private int createAndFollow(TerseNode here, TerseNode there) throws Exception {
    int made = 0;
    String lines =
        String.join("\n", Collections.nCopies(100, "{\"url\":\"https://example.com/\"}"));
    try (TerseClient create = here.client();
        TerseClient follow = there.client()) {
      while (scanning.get()) {
        List<String> codes = new ArrayList<>();
        create
            .bulk(lines)
            .lines()
            .forEach(line -> codes.add(line.replaceAll(".*\"code\":\"([^\"]*)\".*", "$1")));
        for (String code : codes) {
          assertThat(follow.click(code).statusCode()).as(code).isEqualTo(302);
          made++;
        }
      }
    }
    return made;
  }

  private static <T> CompletableFuture<T> async(ExecutorService threads, Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }
}
