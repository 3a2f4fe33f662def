package terse.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidSourceTest {
  private static final RandomGenerator ONES = () -> -1L;

  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

  @Test
  void version4IsRandomButForVersionAndVariant() {
    assertThat(UuidSource.random(ONES).next()).isEqualTo("ffffffff-ffff-4fff-bfff-ffffffffffff");
    assertThat(UUID.fromString(UuidSource.random(new Random(1)).next()).version()).isEqualTo(4);
  }

  @Test
  void version7BeginsWithTheTimeAndRises() {
    UuidSource source = UuidSource.timed(new Random(1), clock);
    List<String> ids = Stream.generate(source::next).limit(10_000).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    UUID first = UUID.fromString(ids.getFirst());
    assertThat(first.version()).isEqualTo(7);
    assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
  }

  /** All random bits are ones at the first id of the millisecond: the count must carry. */
  @Test
  void randomnessThatRunsOutCarriesIntoTheMillisecond() {
    UuidSource source = UuidSource.timed(ONES, clock);
    UUID full = UUID.fromString(source.next());
    List<UUID> more = Stream.generate(source::next).limit(100_000).map(UUID::fromString).toList();
    assertThat(full.getLeastSignificantBits()).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
    assertThat(more).doesNotHaveDuplicates().doesNotContain(full);
    assertThat(more).extracting(UUID::toString).isSorted();
    assertThat(more).allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(more.getFirst().getMostSignificantBits() >>> 16).isEqualTo(millis.get() + 1);
  }

  @Test
  void clockThatGoesBackASecondKeepsThemRising() {
    UuidSource source = UuidSource.timed(new Random(1), clock);
    String before = source.next();
    millis.addAndGet(-1_000);
    assertThat(source.next()).isGreaterThan(before);
  }
}
