package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Enrichment;
import terse.click.GeoLookup;

class ClickFolderTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Instant FRESH = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path path;
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void clicksBecomeVisibleWhileAFoldDoesNotEnd() {
    var endless = new CountDownLatch(1);
    var store =
        new AtomicClickStore() {
          @Override
          public void fold(Instant now) {
            calls.incrementAndGet();
            waitFor(endless);
          }
        };
    Folder folder = new Folder(path);
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump =
            new ClickPump(
                journal,
                store,
                new Enrichment(GeoLookup.NONE)::enrich,
                new LiveClicks(),
                folder.clock());
        ClickFolder folding = new ClickFolder(store, pump::freshUntil, Retention.ALL, OFTEN)) {
      pump.start();
      folding.start();
      await().until(() -> calls.get() == 1);
      LongStream.range(0, 100).forEach(n -> Folder.keep(journal.writer(0), n));
      await().until(() -> pump.clicksTakenIn() == 100);
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void onlyWhatIsInTheStoreIsFoldedAndAFailureIsTriedAgain() {
    var store =
        new AtomicClickStore() {
          @Override
          public void fold(Instant now) {
            assertThat(now).isEqualTo(FRESH);
            calls.incrementAndGet();
            throw new IllegalStateException("no room");
          }
        };
    try (ClickFolder folding = new ClickFolder(store, () -> FRESH, Retention.ALL, OFTEN)) {
      folding.start();
      await().until(() -> calls.get() >= 3);
    }
  }

  @Test
  void nothingIsFoldedOnceItIsClosed() {
    var store =
        new AtomicClickStore() {
          @Override
          public void fold(Instant now) {
            calls.incrementAndGet();
          }
        };
    var folding = new ClickFolder(store, () -> FRESH, Retention.ALL, OFTEN);
    folding.start();
    await().until(() -> calls.get() > 0);
    folding.close();
    int before = calls.get();
    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
    assertThat(calls).hasValue(before);
  }

  @Test
  void whatIsNotKeptIsForgottenOnceItIsFolded() {
    List<String> calls = new CopyOnWriteArrayList<>();
    var store =
        new AtomicClickStore() {
          @Override
          public void fold(Instant now) {
            calls.add("fold " + now);
          }

          @Override
          public void forget(Instant rawBefore, Instant hoursBefore) {
            calls.add("forget " + rawBefore + " " + hoursBefore);
          }
        };
    try (var folding = new ClickFolder(store, () -> FRESH, new Retention(2, 30), OFTEN)) {
      folding.start();
      await().until(() -> calls.size() >= 4);
    }
    assertThat(calls.subList(0, 3))
        .containsExactly(
            "fold " + FRESH, "forget 2026-04-29T12:00:00Z 2026-04-01T12:00:00Z", "fold " + FRESH);
  }

  @Test
  void hoursAreNotForgottenBeforeTheirClicks() {
    assertThat(new Retention(7, 0).hoursBefore(FRESH)).isEqualTo(Instant.EPOCH);
    assertThat(new Retention(7, 7).clicksBefore(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    for (int[] days : new int[][] {{0, 7}, {7, 6}, {-1, 0}, {1, -1}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Retention(days[0], days[1]));
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
