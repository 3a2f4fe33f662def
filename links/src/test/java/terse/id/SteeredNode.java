package terse.id;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A node whose wall clock, monotonic clock and leases a test steers. */
final class SteeredNode {
  static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  static final Duration TERM = Duration.ofSeconds(30);

  final AtomicLong millis = new AtomicLong(START);
  final AtomicLong nanos = new AtomicLong();
  final AtomicLong paused = new AtomicLong();
  final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  final WorkerSeat seat;
  final SnowflakeSource ids;
  final HybridSource hybrid;

  SteeredNode(WorkerLeases leases) {
    seat = new WorkerSeat(leases, 3, "test", TERM, clock, nanos::get);
    ids = new SnowflakeSource(seat, clock, paused::addAndGet);
    hybrid = new HybridSource(seat, clock);
  }

  Snowflake next() {
    return Snowflake.of(ids.next());
  }

  /** Time passes, on both clocks. */
  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
    nanos.addAndGet(time.toNanos());
  }

  /** Somebody sets the wall clock. */
  void step(Duration by) {
    millis.addAndGet(by.toMillis());
  }

  /** How far what was stamped is ahead of when the node was started, in milliseconds. */
  static long since(Snowflake id) {
    return id.instant().toEpochMilli() - START;
  }
}
