package terse.feed;

import java.time.Duration;

/** A clock that stands still until it is moved. */
final class SteeredTime implements NanoTime {
  private volatile long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }
}
