package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Click;
import terse.click.Enrichment;
import terse.click.GeoLookup;
import terse.click.RawClick;

class ClickPumpTest {
  private static final Enrichment ENRICHMENT = new Enrichment(GeoLookup.NONE);

  @TempDir Path path;
  private final AtomicClickStore store = new AtomicClickStore();
  private final LiveClicks live = new LiveClicks();
  private Folder folder = new Folder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @Test
  void everyClickOfEveryPartitionArrivesOnceAndItsSegmentsAreFreed() {
    JournalSettings settings = Folder.small(2).withSizes(1 << 16, 8 << 16);
    try (Journal journal = folder.open(settings);
        ClickPump pump = pump(journal)) {
      pump.start();
      JournalWriter even = journal.writer(0);
      JournalWriter odd = journal.writer(1);
      LongStream.range(0, 6000).forEach(n -> Folder.keep(n % 2 == 0 ? even : odd, n));
      await().until(() -> store.numbers().size() >= 6000);
      assertThat(store.numbers()).containsExactlyInAnyOrderElementsOf(upTo(6000));
      await().until(() -> pump.lagBytes() == 0);
      assertThat(pump.lagClicks()).isZero();
      assertThat(pump.clicksTakenIn()).isEqualTo(6000);
      assertThat(journal.figures().spoolBytes()).isLessThanOrEqualTo(8 << 16);
    }
  }

  @Test
  void failingStoreLosesAndDoublesNothing() {
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal)) {
      store.failBefore.set(2);
      store.failAfter.set(1);
      JournalWriter writer = journal.writer(0);
      LongStream.range(0, 100).forEach(n -> Folder.keep(writer, n));
      pump.start();
      await().until(() -> pump.clicksTakenIn() == 100);
      store.failBefore.set(1);
      store.failAfter.set(2);
      LongStream.range(100, 200).forEach(n -> Folder.keep(writer, n));
      await().until(() -> pump.clicksTakenIn() == 200);
      assertThat(store.numbers()).isEqualTo(upTo(200));
      assertThat(pump.failures()).isEqualTo(6);
    }
  }

  @Test
  void restartBetweenAppendAndCommitTakesTheClicksInThen() {
    store.failBefore.set(Integer.MAX_VALUE);
    try (Journal journal = folder.open(Folder.small(1))) {
      LongStream.range(0, 700).forEach(n -> Folder.keep(journal.writer(0), n));
    }
    restartAndDrain();
    assertThat(store.numbers()).isEmpty();
    store.failBefore.set(0);
    restartAndDrain();
    restartAndDrain();
    assertThat(store.numbers()).isEqualTo(upTo(700));
  }

  @Test
  void segmentsAreFreedOnlyOnceTheirClicksAreCommitted() {
    store.failAppend.set(Integer.MAX_VALUE);
    try (Journal journal = folder.open(Folder.small(1))) {
      ClickPump pump = pump(journal);
      LongStream.range(0, 2_000).forEach(n -> Folder.keep(journal.writer(0), n));
      pump.start();
      await().until(() -> pump.failures() > 0);
      pump.close(Duration.ZERO);
    }
    store.failAppend.set(0);
    restartAndDrain();
    assertThat(store.numbers()).isEqualTo(upTo(2_000));
  }

  @Test
  void restartAfterAPartOfAnEpochTakesInTheRestOnly() {
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      Intake intake =
          new Intake(
              journal.readers(List.of()),
              ENRICHMENT::enrich,
              journal.deadLetters(),
              folder.clock());
      LongStream.range(0, 900).forEach(n -> Folder.keep(writer, n));
      Batch batch = intake.take(800);
      store.append(batch.clicks(), batch.positions());
    }
    restartAndDrain();
    assertThat(store.numbers()).isEqualTo(upTo(900));
  }

  @Test
  void newClicksAreNotSkippedAfterFilesWereCutBackBelowWhatIsCounted() throws IOException {
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal)) {
      pump.start();
      LongStream.range(0, 300).forEach(n -> Folder.keep(journal.writer(0), n));
      await().until(() -> store.numbers().size() == 300);
    }
    for (Path segment : folder.segments()) {
      Files.delete(segment);
    }
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal)) {
      pump.start();
      LongStream.range(300, 310).forEach(n -> Folder.keep(journal.writer(0), n));
      await().until(() -> store.numbers().size() == 310);
    }
    assertThat(store.numbers()).isEqualTo(upTo(310));
  }

  @Test
  void clickThatCannotBeEnrichedIsKeptAsideAndTheOthersGoOn() throws IOException {
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump =
            new ClickPump(journal, store, ClickPumpTest::poisonedAtSeven, live, folder.clock())) {
      LongStream.range(0, 20).forEach(n -> Folder.keep(journal.writer(0), n));
      pump.start();
      await().until(() -> pump.lagBytes() == 0);
      assertThat(store.numbers()).hasSize(19).doesNotContain(7L);
      assertThat(pump.deadLetters()).isOne();
    }
    assertThat(Files.readString(folder.journal().resolve("dead-letter")))
        .contains("\"number\":7", "IllegalStateException")
        .doesNotContain("203.0.113");
    restartAndDrain();
    assertThat(store.numbers()).hasSize(19);
  }

  @Test
  void freshUntilIsNowWhenIdleAndStandsStillWhileTheStoreFails() {
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal)) {
      Instant start = folder.clock().instant();
      pump.start();
      await().until(() -> pump.freshUntil().equals(start));
      folder.advance(Duration.ofSeconds(5));
      await().until(() -> pump.freshUntil().equals(start.plusSeconds(5)));
      store.failBefore.set(Integer.MAX_VALUE);
      Folder.keep(journal.writer(0), 1);
      await().until(() -> pump.failures() > 0);
      folder.advance(Duration.ofSeconds(5));
      assertThat(pump.freshUntil()).isEqualTo(start.plusSeconds(5));
      assertThat(pump.lagClicks()).isOne();
      assertThat(pump.lagBytes()).isPositive();
      store.failBefore.set(0);
      await().until(() -> pump.freshUntil().equals(start.plusSeconds(10)));
      assertThat(store.numbers()).containsExactly(1L);
    }
  }

  @Test
  void slowWatcherLosesClicksAndIsToldWhileAQuickOneGetsThemAll() {
    AtomicInteger woken = new AtomicInteger();
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal);
        LiveClicks.Subscription slow = live.subscribe(click -> true, 3, () -> {});
        LiveClicks.Subscription quick =
            live.subscribe(click -> click.link().number() < 5, 100, woken::incrementAndGet)) {
      LongStream.range(0, 10).forEach(n -> Folder.keep(journal.writer(0), n));
      pump.start();
      await().until(() -> pump.clicksTakenIn() == 10 && woken.get() > 0);
      assertThat(slow.takeMissed()).isEqualTo(7);
      assertThat(slow.takeMissed()).isZero();
      assertThat(quick.takeMissed()).isZero();
      LongStream.range(0, 5)
          .forEach(n -> assertThat(quick.poll()).extracting(c -> c.link().number()).isEqualTo(n));
      assertThat(quick.poll()).isNull();
    }
    assertThat(live.watchers()).isZero();
  }

  @Test
  void closeTakesInWhatWasAppendedBefore() throws InterruptedException {
    CountDownLatch appended = new CountDownLatch(1);
    try (Journal journal = folder.open(Folder.small(1));
        ClickPump pump = pump(journal)) {
      pump.start();
      await().until(() -> pump.freshUntil().isAfter(Instant.EPOCH));
      LongStream.range(0, 50).forEach(n -> Folder.keep(journal.writer(0), n));
      appended.countDown();
    }
    appended.await();
    assertThat(store.numbers()).isEqualTo(upTo(50));
  }

  private ClickPump pump(Journal journal) {
    return new ClickPump(journal, store, ENRICHMENT::enrich, live, folder.clock());
  }

  /** Runs a whole start as far as the store lets it; a failing one is given up at once. */
  private void restartAndDrain() {
    boolean fails = store.failBefore.get() > 0;
    try (Journal journal = folder.open(Folder.small(1))) {
      ClickPump pump = pump(journal);
      pump.start();
      if (fails) {
        await().until(() -> pump.failures() > 0);
        pump.close(Duration.ZERO);
      } else {
        pump.close();
      }
    }
  }

  private static Click poisonedAtSeven(RawClick raw) {
    if (raw.link().number() == 7) {
      throw new IllegalStateException("poison from " + raw.address());
    }
    return ENRICHMENT.enrich(raw);
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
