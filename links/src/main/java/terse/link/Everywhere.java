package terse.link;

import java.time.Duration;

/** What tells that a change has reached all nodes. */
@FunctionalInterface
public interface Everywhere {
  /** That of a node with no others. */
  Everywhere ALONE = _ -> true;

  /**
   * Returns once no node decides any more on what was before a change that is acknowledged: every
   * live node knows of it, or has lost its lease. May block.
   *
   * @param wait how long at most
   * @return false if that ran out before
   */
  boolean reached(Duration wait);
}
