package terse.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.seed.Seeds;

class UlidSourceTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final RandomGenerator ONES = () -> -1L;

  private final AtomicLong millis = new AtomicLong(START.toEpochMilli());
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

  @Test
  void ulidHas26SymbolsThatSortByTime() {
    UlidSource source = new UlidSource(new Random(1), clock);
    String first = source.next();
    millis.addAndGet(1);
    String second = source.next();
    assertThat(first).matches("[0-9A-HJKMNP-TV-Z]{26}").isLessThan(second);
    assertThat(ReadId.of(first, Alphabet.BASE62))
        .hasValueSatisfying(id -> assertThat(((ReadId.OfUlid) id).instant()).isEqualTo(START));
  }

  /** The randomness of one millisecond is used up at its first id. */
  @Test
  void randomnessThatRunsOutCarriesIntoTheNextMillisecond() {
    UlidSource source = new UlidSource(ONES, clock);
    String full = source.next();
    assertThat(full.substring(10)).isEqualTo("Z".repeat(16));
    String carried = source.next();
    assertThat(carried.substring(10)).isEqualTo("0".repeat(16));
    assertThat(carried).isGreaterThan(full);
    assertThat(carried.substring(0, 10)).isEqualTo(successor(full.substring(0, 10)));
  }

  /** The clock then reaches the millisecond that was borrowed. */
  @Test
  void clockThatReachesABorrowedMillisecondRepeatsNothing() {
    UlidSource source = new UlidSource(ONES, clock);
    List<String> ids =
        Stream.generate(
                () -> {
                  millis.addAndGet(1);
                  return Stream.of(source.next(), source.next(), source.next());
                })
            .limit(100)
            .flatMap(ids3 -> ids3)
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void stepsBackKeepThemRising() {
    UlidSource source = new UlidSource(new Random(1), clock);
    for (Duration step : new Duration[] {Duration.ofSeconds(1), Duration.ofHours(1)}) {
      String before = source.next();
      millis.addAndGet(-step.toMillis());
      assertThat(source.next()).isGreaterThan(before);
    }
  }

  @Test
  void manyThreadsOnAFrozenClockNeverShareOne() {
    Seeds.check(
        1,
        random -> {
          UlidSource source = new UlidSource(random, clock);
          long[] tails =
              Threads.mint(64, 2_000, () -> tail(source.next()), () -> millis.addAndGet(0));
          assertThat(Arrays.stream(tails).distinct()).hasSize(tails.length);
        });
  }

  /** The last 60 bits, which count on within one millisecond. */
  private static long tail(String ulid) {
    return Long.parseLong(
        ulid.substring(14)
            .chars()
            .mapToObj(c -> Integer.toString("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c), 32))
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT),
        32);
  }

  private static String successor(String time) {
    char last = time.charAt(time.length() - 1);
    return time.substring(0, time.length() - 1) + (char) (last + 1);
  }
}
