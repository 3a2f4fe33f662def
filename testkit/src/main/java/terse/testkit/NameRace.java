package terse.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import terse.link.InsertOutcome;
import terse.link.LinkStore;

/** Many callers who want the same name at the same instant. */
public final class NameRace {
  private static final AtomicLong NUMBERS = new AtomicLong(ProcessHandle.current().pid() << 20);

  private NameRace() {}

  /**
   * Fails unless exactly one caller gets the name and all others are told that it is taken. A store
   * that looks first and inserts then does not pass.
   */
  public static void assertOneWinner(LinkStore store, int callers) {
    for (int round = 0; round < 5; round++) {
      long wins = wins(store, "contested-" + round, callers);
      if (wins != 1) {
        throw new AssertionError(wins + " of " + callers + " inserts of one name won");
      }
    }
  }

  /** How many of the callers got the name; those who did not must have been told it is taken. */
  static long wins(LinkStore store, String name, int callers) {
    List<InsertOutcome> outcomes =
        Crowd.of(callers, i -> store.insert(Sample.named(NUMBERS.incrementAndGet(), name).asNew()));
    long taken = outcomes.stream().filter(InsertOutcome.Taken.class::isInstance).count();
    long won = outcomes.stream().filter(InsertOutcome.Inserted.class::isInstance).count();
    if (taken + won != callers) {
      throw new AssertionError("neither won nor told that the name is taken: " + outcomes);
    }
    return won;
  }
}
