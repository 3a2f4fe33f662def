package terse.server.redirect;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks through the decisions, a part at each step: what nobody asked for in its lifetime goes, and
 * what is asked for is loaded anew, while the one at hand goes on being served. So nothing is to be
 * timed on a hit. Used by one thread.
 */
final class Sweep {
  /** A whole round takes about so many steps, and memory is not read faster than this. */
  static final int STEPS = 60;

  private static final int FEWEST = 1_000;
  private static final int MOST_REFRESHES = 64;

  private final Map<DecisionKey, Decision> decisions;
  private final Lifetimes lifetimes;
  private final HotKeys hot;
  private final Consumer<DecisionKey> refresh;
  private Iterator<Map.Entry<DecisionKey, Decision>> round = Collections.emptyIterator();
  private int refreshesLeft;

  /**
   * @param decisions as they are cached
   * @param refresh begins to load a decision anew
   */
  Sweep(
      Map<DecisionKey, Decision> decisions,
      Lifetimes lifetimes,
      HotKeys hot,
      Consumer<DecisionKey> refresh) {
    this.decisions = decisions;
    this.lifetimes = lifetimes;
    this.hot = hot;
    this.refresh = refresh;
  }

  /**
   * One step. What is due beyond the loads that one step may begin waits for the next round.
   *
   * @param size how many decisions there are, about
   */
  void step(long second, long size) {
    refreshesLeft = MOST_REFRESHES;
    hot.keys().forEach(key -> lookAtHot(key, second));
    if (!round.hasNext()) {
      round = decisions.entrySet().iterator();
    }
    for (long left = Math.max(FEWEST, size / STEPS); left > 0 && round.hasNext(); left--) {
      Map.Entry<DecisionKey, Decision> entry = round.next();
      look(entry.getKey(), entry.getValue(), second);
    }
  }

  private void lookAtHot(DecisionKey key, long second) {
    Decision decision = decisions.get(key);
    if (decision != null) {
      look(key, decision, second);
    }
  }

  private void look(DecisionKey key, Decision decision, long second) {
    if (decision.ageAt(second) < lifetimes.seconds(decision.renewals(), hot.rate(key))) {
      return;
    }
    if (!decision.used) {
      decisions.remove(key, decision);
    } else if (refreshesLeft > 0) {
      refreshesLeft--;
      refresh.accept(key);
    }
  }
}
