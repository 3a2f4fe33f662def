package terse.rollup;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import terse.click.Click;
import terse.click.LinkRef;

/**
 * The one definition of folding an hour: its clicks, sorted by link, become one tally for each
 * link, one for each account and one for all. Every engine folds with it. Not thread-safe.
 */
public final class HourFold<X extends Exception> {
  /** The order in which clicks must be added: by link, and within it by owner. */
  public static final Comparator<Click> ORDER =
      Comparator.comparingInt((Click click) -> click.link().domain())
          .thenComparingInt(click -> click.link().epoch())
          .thenComparingLong(click -> click.link().number())
          .thenComparingInt(Click::owner);

  private final Sink<X> sink;
  private final Map<Integer, Tally> owners = new TreeMap<>();
  private final Tally all = new Tally();
  private @Nullable Click latest;
  private Tally link = new Tally();

  public HourFold(Sink<X> sink) {
    this.sink = sink;
  }

  /**
   * Where the tallies go.
   *
   * @param <X> what it may throw
   */
  public interface Sink<X extends Exception> {
    /** The clicks of a link while it belonged to an account; called once for each, in order. */
    void link(LinkRef link, int owner, Tally tally) throws X;

    /** The clicks of an account's links; called once for each, in order, after all links. */
    void account(int owner, Tally tally) throws X;

    /** All clicks; called once, last, and not at all if there were none. */
    void all(Tally tally) throws X;
  }

  /**
   * Folds a click.
   *
   * @throws IllegalArgumentException if it is out of order
   */
  public void add(Click click) throws X {
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
  public void finish() throws X {
    if (latest != null) {
      closeLink();
      for (var owner : owners.entrySet()) {
        sink.account(owner.getKey(), owner.getValue());
      }
      sink.all(all);
    }
  }

  private void closeLink() throws X {
    Click of = Objects.requireNonNull(latest);
    sink.link(of.link(), of.owner(), link);
    owners.computeIfAbsent(of.owner(), owner -> new Tally()).merge(link);
    all.merge(link);
    link = new Tally();
  }
}
