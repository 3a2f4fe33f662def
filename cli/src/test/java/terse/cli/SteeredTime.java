package terse.cli;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still; waiting moves it on at once. */
final class SteeredTime implements Timekeeper {
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void set(Instant instant) {
    now = instant;
  }

  @Override
  public void pause(Duration duration) {
    now = now.plus(duration);
  }
}
