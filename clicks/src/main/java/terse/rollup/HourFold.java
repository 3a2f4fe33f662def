package terse.rollup;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import terse.click.Click;
import terse.click.LinkRef;

/**
 * The one definition of folding an hour: its clicks, sorted by link, become one tally for each
 * link, one for each account and one for all. Every engine folds with it. Not thread-safe.
 */
public final class HourFold {
  /** The order in which clicks must be added: by link, and within it by owner. */
  public static final Comparator<Click> ORDER =
      Comparator.comparingInt((Click click) -> click.link().domain())
          .thenComparingInt(click -> click.link().epoch())
          .thenComparingLong(click -> click.link().number())
          .thenComparingInt(Click::owner);

  private final Sink sink;
  private final Map<Integer, Tally> owners = new TreeMap<>();
  private final Tally all = new Tally();
  private @Nullable Click latest;
  private Tally link = new Tally();

  public HourFold(Sink sink) {
    this.sink = sink;
  }

  /** Where the tallies go. */
  public interface Sink {
    /** The clicks of a link while it belonged to an account; called once for each, in order. */
    void link(LinkRef link, int owner, Tally tally);

    /** The clicks of an account's links; called once for each, in order, after all links. */
    void account(int owner, Tally tally);

    /** All clicks; called once, last, and not at all if there were none. */
    void all(Tally tally);
  }

  /**
   * Folds a click.
   *
   * @throws IllegalArgumentException if it is out of order
   */
  public void add(Click click) {
    int order = latest == null ? 0 : ORDER.compare(latest, click);
    if (order > 0) {
      throw new IllegalArgumentException("Clicks must be sorted by link, then by owner");
    }
    if (order < 0) {
      closeLink();
    }
    latest = click;
    link.add(click);
  }

  /** Hands out what is left. Nothing may be added afterwards. */
  public void finish() {
    if (latest != null) {
      closeLink();
      owners.forEach(sink::account);
      sink.all(all);
    }
  }

  private void closeLink() {
    Click of = java.util.Objects.requireNonNull(latest);
    sink.link(of.link(), of.owner(), link);
    owners.computeIfAbsent(of.owner(), owner -> new Tally()).merge(link);
    all.merge(link);
    link = new Tally();
  }
}
