package terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.link.LinkStore;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryRangeStore;
import terse.testkit.Sample;

final class LeaseLogTest {
  private static final int DOMAIN = 1;
  private static final int EPOCH = 1;

  private final MemoryRangeStore ranges = new MemoryRangeStore();
  private final LinkStore links = new MemoryLinkStore();
  @TempDir private Path folder;

  private LeaseLog opened() {
    return LeaseLog.open(folder.resolve("ranges.log"), ranges);
  }

  private long create(LeaseLog log, int count) {
    IdSource ids =
        new IdSource(
            log,
            new GrantedMarks(),
            Runnable::run,
            () -> Instant.EPOCH,
            new IdSource.Bounds(100, 1_000));
    for (long number : ids.take(DOMAIN, EPOCH, count)) {
      links.insert(Sample.link(number).asNew());
    }
    return ids.leftover();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 99, 100, 101, 950})
  void whatARunLeftUnusedIsCountedByTheNext(int count) {
    long leftover = create(opened(), count);
    assertThat(leftover).isPositive();
    assertThat(opened().leftover(links)).isEqualTo(leftover);
  }

  @Test
  void eachRunCountsTheOneBeforeItOnly() {
    create(opened(), 10);
    long second = create(opened(), 20);
    assertThat(opened().leftover(links)).isEqualTo(second);
    assertThat(opened().leftover(links)).isZero();
  }

  @Test
  void numbersThatLedToNoLinkAreNotTakenForTheEnd() {
    LeaseLog log = opened();
    log.lease(DOMAIN, EPOCH, 1_000);
    for (int number = 0; number < 600; number++) {
      if (number % 20 < 12) {
        links.insert(Sample.link(number).asNew());
      }
    }
    assertThat(opened().leftover(links)).isBetween(400L, 408L);
  }

  @Test
  void damagedLinesArePassedOver() throws IOException {
    long leftover = create(opened(), 10);
    Files.writeString(folder.resolve("ranges.log"), "nonsense\n1 1 20", StandardOpenOption.APPEND);
    assertThat(opened().leftover(links)).isEqualTo(leftover);
  }
}
