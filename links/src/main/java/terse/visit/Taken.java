package terse.visit;

import java.time.Instant;

/** What came of wanting visits. */
public sealed interface Taken {
  /** These many may be answered, 1 or more. */
  record Visits(int count) implements Taken {}

  /**
   * None are left to take, but nodes hold some that may come back.
   *
   * @param since when the newest of their blocks was taken
   */
  record AllHeld(Instant since) implements Taken {}

  /** Every visit was answered. */
  record UsedUp() implements Taken {}

  /** There is no such link, it does not redirect, or it has no limit. */
  record NotLimited() implements Taken {}
}
