package terse.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A limit for each key on how much it may do in any minute, counted by the second. Thread-safe,
 * never waits.
 */
public final class RateLimiter {
  /** The window in seconds. */
  public static final int WINDOW = 60;

  private static final int MOST_KEYS = 100_000;

  private final int limit;
  private final InstantSource clock;
  private final Cache<Integer, Window> windows =
      Caffeine.newBuilder()
          .maximumSize(MOST_KEYS)
          .expireAfterAccess(Duration.ofSeconds(2L * WINDOW))
          .build();

  /**
   * @param limit how much a minute, 0 for no limit
   */
  public RateLimiter(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * What became of a request for one unit.
   *
   * @param granted whether it was granted
   * @param limit how much a minute, 0 for no limit
   * @param remaining how much is left now
   * @param resetSeconds seconds until more is, 0 if nothing has been taken
   */
  public record Grant(boolean granted, int limit, int remaining, int resetSeconds) {}

  /** Takes one unit, if there is one. */
  public Grant take(int key) {
    if (limit == 0) {
      return new Grant(true, 0, 0, 0);
    }
    return windows.get(key, _ -> new Window()).take(clock.instant().getEpochSecond(), limit);
  }

  /** What was taken in each of the last 60 seconds. */
  private static final class Window {
    private final int[] taken = new int[WINDOW];
    private int total;
    private long second;

    synchronized Grant take(long now, int limit) {
      advance(now);
      boolean granted = total < limit;
      if (granted) {
        taken[Math.floorMod(second, WINDOW)]++;
        total++;
      }
      return new Grant(granted, limit, limit - total, untilOldestLeaves());
    }

    private void advance(long now) {
      long steps = Math.min(now - second, WINDOW);
      for (long i = 1; i <= steps; i++) {
        int slot = Math.floorMod(now - steps + i, WINDOW);
        total -= taken[slot];
        taken[slot] = 0;
      }
      second = Math.max(second, now);
    }

    private int untilOldestLeaves() {
      for (int age = WINDOW - 1; age >= 0; age--) {
        if (taken[Math.floorMod(second - age, WINDOW)] > 0) {
          return WINDOW - age;
        }
      }
      return 0;
    }
  }
}
