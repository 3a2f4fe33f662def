package terse.server.redirect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What belongs to one event loop: its clicks, its counters, its connections. Touched by that loop
 * alone, but for what is said to be otherwise.
 */
final class Loop {
  /** Time between two ticks, in nanoseconds. */
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final int TICKS_A_SWEEP = 5;
  private static final long STUCK_NANOS = 1_000_000_000L;

  final ClickRecorder clicks;
  final HitSample hits;
  final LoopMeters meters = new LoopMeters();
  final DateLine date = new DateLine();
  private final Set<LinkConnection> connections = new HashSet<>();
  private boolean draining;
  private int ticks;
  private volatile long tickDueNanos = System.nanoTime() + TICK_NANOS;
  private volatile long lastLagNanos;
  private volatile long lagBeforeNanos;

  /**
   * @param clicks where the loop's clicks go
   * @param hits where some of its hits go
   */
  Loop(ClickRecorder clicks, HitSample hits) {
    this.clicks = clicks;
    this.hits = hits;
  }

  void opened(LinkConnection connection) {
    connections.add(connection);
  }

  void closed(LinkConnection connection) {
    connections.remove(connection);
  }

  /** Whether connections are to be closed after their next answer. */
  boolean isDraining() {
    return draining;
  }

  /** Closes connections that are idle, and lets the others finish what they are at. */
  void drain() {
    draining = true;
    List.copyOf(connections).forEach(LinkConnection::closeIfIdle);
  }

  /** Notes how late the loop is, and now and then closes connections that are silent or slow. */
  void tick() {
    long now = System.nanoTime();
    lagBeforeNanos = lastLagNanos;
    lastLagNanos = Math.max(0, now - tickDueNanos);
    tickDueNanos = now + TICK_NANOS;
    if (++ticks % TICKS_A_SWEEP == 0) {
      List.copyOf(connections).forEach(connection -> connection.closeIfLate(now));
    }
  }

  /**
   * How late the loop runs its tasks, in nanoseconds: twice in a row, so that one hiccup of the
   * machine is no overload; or now, if it has been stuck for a second. Any thread.
   */
  long lagNanos() {
    long now = System.nanoTime() - tickDueNanos;
    if (now >= STUCK_NANOS) {
      return now;
    }
    return Math.max(
        0, Math.max(Math.min(now, lastLagNanos), Math.min(lastLagNanos, lagBeforeNanos)));
  }
}
