package terse.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One way of creating links: how fast it was in each round. */
final class CreateRate {
  private final String name;
  private final int each;
  private final @Nullable CpuShares shares;
  private final Work work;
  private final List<Double> rates = new ArrayList<>();

  /** Creates links for some time. */
  interface Work {
    Crowd run(Duration some) throws Exception;
  }

  /**
   * @param each links that one action creates
   * @param shares the server whose threads are told apart, null if there is none
   */
  CreateRate(String name, int each, @Nullable CpuShares shares, Work work) {
    this.name = name;
    this.each = each;
    this.shares = shares;
    this.work = work;
  }

  String name() {
    return name;
  }

  /** Lets the JVMs compile. */
  void warm(Duration some) throws Exception {
    work.run(some);
  }

  /** Measures once more and says what came of it. */
  String round(Duration some) throws Exception {
    if (shares != null) {
      shares.start();
    }
    var crowd = work.run(some);
    rates.add(crowd.rate(each));
    return String.format(
        Locale.ROOT,
        "%-30s %,9.0f links/s  p50 %6.2f ms  p99 %6.2f ms%s",
        name,
        crowd.rate(each),
        crowd.millis(0.5),
        crowd.millis(0.99),
        shares == null ? "" : "  CPU µs/link:" + shares.since((double) each * crowd.actions()));
  }

  /** The median of all rounds with the least and the most. */
  String summary() {
    Collections.sort(rates);
    return String.format(
        Locale.ROOT,
        "%-30s %,9.0f links/s  (%,.0f to %,.0f)",
        name,
        rates.get(rates.size() / 2),
        rates.getFirst(),
        rates.getLast());
  }
}
