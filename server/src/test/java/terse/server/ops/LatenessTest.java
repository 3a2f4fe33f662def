package terse.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LatenessTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long lagMillis;
  private final Lateness lateness =
      new Lateness(() -> lagMillis * 1_000_000, Duration.ofMillis(50), () -> now);

  private boolean lateAfter(long millis) {
    now = now.plusMillis(millis);
    return lateness.getAsBoolean();
  }

  @Test
  void onePauseIsNoLateness() {
    lagMillis = 900;
    assertThat(lateAfter(0)).isFalse();
    assertThat(lateAfter(100)).isFalse();
    lagMillis = 0;
    assertThat(lateAfter(500)).isFalse();
  }

  @Test
  void lastingLagIs() {
    lagMillis = 60;
    assertThat(lateAfter(0)).isFalse();
    assertThat(lateAfter(200)).isFalse();
    assertThat(lateAfter(200)).isTrue();
    lagMillis = 10;
    assertThat(lateAfter(1)).isFalse();
  }

  @Test
  void pausesFarApartDoNotAddUp() {
    lagMillis = 60;
    assertThat(lateAfter(0)).isFalse();
    assertThat(lateAfter(5_000)).isFalse();
  }

  @Test
  void zeroToleranceMeansNever() {
    Lateness never = new Lateness(() -> Long.MAX_VALUE, Duration.ZERO, () -> now);
    assertThat(never.getAsBoolean()).isFalse();
  }
}
