package terse.server.redirect;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Every so-many-th hit of one event loop, about one in 64 and at uneven distances, so that no
 * pattern of requests hides from it. A hit costs a decrement; beyond the room between two drains,
 * the newest are kept.
 */
final class HitSample {
  /** How many hits one that is kept stands for. */
  static final int WEIGHT = 64;

  private static final int ROOM = 4_096;

  private final AtomicReferenceArray<DecisionKey> ring = new AtomicReferenceArray<>(ROOM);
  private int skip = WEIGHT;
  private int next;
  private int noise = 0x9e3779b9;

  /** Takes note of a hit. Called by the loop alone. */
  void hit(DecisionKey key) {
    if (--skip == 0) {
      keep(key);
    }
  }

  private void keep(DecisionKey key) {
    ring.setRelease(next++ & (ROOM - 1), key);
    noise ^= noise << 13; // Marsaglia, Xorshift RNGs, 2003
    noise ^= noise >>> 17;
    noise ^= noise << 5;
    skip = 1 + (noise & (2 * WEIGHT - 2)) + (noise >>> 31);
  }

  /** Hands on what was kept since the last time. Any thread, one at a time. */
  void drain(Consumer<DecisionKey> taken) {
    for (int i = 0; i < ROOM; i++) {
      DecisionKey key = ring.getPlain(i) == null ? null : ring.getAndSet(i, null);
      if (key != null) {
        taken.accept(key);
      }
    }
  }
}
