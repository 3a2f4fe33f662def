package terse.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import terse.server.security.RateLimiter.Grant;
import terse.testkit.SteerableClock;

final class RateLimiterTest {
  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final RateLimiter limiter = new RateLimiter(3, clock);

  @Test
  void grantsTheLimitAndThenRefuses() {
    assertThat(limiter.take(1)).isEqualTo(new Grant(true, 3, 2, 60));
    assertThat(limiter.take(1)).isEqualTo(new Grant(true, 3, 1, 60));
    assertThat(limiter.take(1)).isEqualTo(new Grant(true, 3, 0, 60));
    assertThat(limiter.take(1)).isEqualTo(new Grant(false, 3, 0, 60));
  }

  @Test
  void whatWasTakenComesBackAMinuteLater() {
    limiter.take(1);
    clock.advance(Duration.ofSeconds(30));
    limiter.take(1);
    limiter.take(1);
    assertThat(limiter.take(1)).isEqualTo(new Grant(false, 3, 0, 30));
    clock.advance(Duration.ofSeconds(30));
    assertThat(limiter.take(1)).isEqualTo(new Grant(true, 3, 0, 30));
    assertThat(limiter.take(1).granted()).isFalse();
  }

  @Test
  void neverMoreThanTheLimitInAnyMinute() {
    int granted = 0;
    for (int second = 0; second < 600; second++) {
      granted += limiter.take(1).granted() ? 1 : 0;
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(granted).isEqualTo(30);
  }

  @Test
  void keysHaveLimitsOfTheirOwn() {
    for (int i = 0; i < 3; i++) {
      limiter.take(1);
    }
    assertThat(limiter.take(1).granted()).isFalse();
    assertThat(limiter.take(2).granted()).isTrue();
  }

  @Test
  void zeroMeansNoLimit() {
    RateLimiter open = new RateLimiter(0, clock);
    for (int i = 0; i < 10_000; i++) {
      assertThat(open.take(1).granted()).isTrue();
    }
  }

  @Test
  void aClockSteppedBackGivesNothingAway() {
    for (int i = 0; i < 3; i++) {
      limiter.take(1);
    }
    clock.advance(Duration.ofSeconds(-45));
    assertThat(limiter.take(1).granted()).isFalse();
  }
}
