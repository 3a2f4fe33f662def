package terse.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import terse.link.LinkKey;
import terse.visit.BlockId;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.VisitStore;

/** Many holders who want the visits of one link at the same instant. */
public final class LimitRace {
  private static final int WANTED = 7;

  private LimitRace() {}

  /**
   * Fails unless the callers together answer just as many visits as the limit says. A store that
   * looks how many are left and hands them out then does not pass.
   */
  public static void assertLimitHolds(VisitStore store, LinkKey link, int limit, int callers) {
    AtomicLong answered = new AtomicLong();
    List<Boolean> all = Crowd.of(callers, caller -> visit(store, link, caller, answered));
    if (answered.get() != limit) {
      throw new AssertionError(
          answered.get() + " visits were answered by " + all.size() + ", the limit is " + limit);
    }
  }

  /** Takes blocks and answers from them, every other one in part only, until none is left. */
  private static boolean visit(VisitStore store, LinkKey link, int caller, AtomicLong answered) {
    for (long number = 1; ; number++) {
      BlockId id = new BlockId("caller-" + caller, number);
      switch (store.take(id, link, WANTED, Sample.START)) {
        case Taken.Visits(int count) -> {
          int some = number % 2 == 0 ? count : (count + 1) / 2;
          answered.addAndGet(some);
          store.settle(List.of(new Settled(id, some)));
        }
        case Taken.AllHeld _ -> Thread.onSpinWait();
        case Taken.UsedUp _, Taken.NotLimited _ -> {
          return true;
        }
      }
    }
  }
}
