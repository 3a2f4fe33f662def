package terse.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is away for a while, at a steady rate, on a clock that only the test moves. */
class OutageTest {
  private static final int DOMAIN = 1;
  private static final int EPOCH = 1;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_A_SECOND = 10;

  private final SteeredRangeStore store = new SteeredRangeStore();
  private Instant now = Instant.EPOCH;

  private IdSource source() {
    return new IdSource(
        store, new GrantedMarks(), Runnable::run, () -> now, IdSource.Bounds.STANDARD);
  }

  private void mint(IdSource source, int perSecond, int seconds) {
    for (int tick = 0; tick < seconds * TICKS_A_SECOND; tick++) {
      now = now.plus(TICK);
      assertThat(source.take(DOMAIN, EPOCH, perSecond / TICKS_A_SECOND)).isNotEmpty();
    }
  }

  /** What is in hand at every second of four ranges is what an outage that begins then can use. */
  @ParameterizedTest
  @CsvSource({"10,30", "1000,30", "10000,30", "100000,30"})
  void halfAMinuteWithoutTheStoreIsNotNoticedWheneverItBegins(int perSecond, int seconds) {
    IdSource source = source();
    mint(source, perSecond, 240);
    for (int start = 0; start < 240; start++) {
      mint(source, perSecond, 1);
      long inHand = source.leftover();
      assertThat(inHand).as("after %d s", start).isGreaterThanOrEqualTo((long) seconds * perSecond);
    }
    store.down = true;
    mint(source, perSecond, seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000})
  void aRateThatDoublesWhileTheStoreIsAwayIsCoveredToo(int perSecond) {
    IdSource source = source();
    mint(source, perSecond, 240);
    for (int round = 0; round < 20; round++) {
      mint(source, perSecond, 97);
      store.down = true;
      mint(source, 2 * perSecond, 30);
      store.down = false;
      mint(source, perSecond, 240);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000})
  void aBurstAfterAnHourOfRestIsCoveredAgainWithinSeconds(int perSecond) {
    IdSource source = source();
    mint(source, perSecond, 120);
    now = now.plus(Duration.ofHours(1));
    mint(source, perSecond, 60);
    for (int second = 0; second < 120; second++) {
      mint(source, perSecond, 1);
      assertThat(source.leftover()).isGreaterThanOrEqualTo(30L * perSecond);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000,144000", "10000,1440000"})
  void theStoreIsAskedOnceAMinuteAndACrashWastesNinetySecondsWorth(int perSecond, long most) {
    IdSource source = source();
    mint(source, perSecond, 300);
    int calls = store.leased.size();
    mint(source, perSecond, 600);
    assertThat(store.leased.size() - calls).isBetween(9, 11);
    assertThat(source.leftover()).isBetween(60L * perSecond, most);
  }
}
