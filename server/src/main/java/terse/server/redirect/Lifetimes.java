package terse.server.redirect;

import java.time.Duration;

/**
 * How long a decision is taken as it is before its source is asked again. The feed tells of every
 * change; so this bounds memory, and what a defect could do, but not how old an answer may be.
 *
 * <p>Each link gets what suits it. One that nobody asked for again within {@code first} is let go.
 * One that is asked for in every such time lives twice as long each time, up to {@code longest}.
 * One that everybody asks for is loaded anew every {@code viral}: among so many hits that costs
 * nothing.
 *
 * @param first of a link that was just loaded, a second or more
 * @param longest of a link that is asked for steadily
 * @param viral of a link that is asked for {@code viralRate} times a second or more
 */
public record Lifetimes(Duration first, Duration longest, Duration viral, double viralRate) {
  /** Renewals that still make a difference: the first lifetime times 2^20 is beyond any bound. */
  static final int MOST_RENEWALS = 20;

  /** The lifetimes of a fresh installation. */
  public static final Lifetimes STANDARD =
      new Lifetimes(Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofMinutes(1), 100);

  public Lifetimes {
    if (first.toSeconds() < 1 || longest.compareTo(first) < 0 || viral.toSeconds() < 1) {
      throw new IllegalArgumentException("a lifetime is a second at least");
    }
  }

  /**
   * The lifetime in seconds of a link that was wanted so many times in a row.
   *
   * @param rate about how many times a second it is asked for
   */
  long seconds(int renewals, double rate) {
    long steady = Math.min(longest.toSeconds(), first.toSeconds() << renewals);
    return rate >= viralRate ? Math.min(steady, viral.toSeconds()) : steady;
  }
}
