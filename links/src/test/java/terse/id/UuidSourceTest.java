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

  /** All random bits are ones, so that what counts on runs over at once, and again and again. */
  @Test
  void countThatRunsOverCarriesUpwards() {
    UuidSource source = UuidSource.timed(ONES, clock);
    List<String> ids = Stream.generate(source::next).limit(300_000).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> UUID.fromString(id).version() == 7);
    assertThat(ids.getLast().substring(15, 18)).isNotEqualTo(ids.getFirst().substring(15, 18));
  }

  @Test
  void clockThatGoesBackKeepsThemRising() {
    UuidSource source = UuidSource.timed(new Random(1), clock);
    for (long step : new long[] {1_000, 3_600_000}) {
      String before = source.next();
      millis.addAndGet(-step);
      assertThat(source.next()).isGreaterThan(before);
    }
  }
}
