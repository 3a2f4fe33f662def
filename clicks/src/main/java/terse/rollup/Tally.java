package terse.rollup;

import java.util.HashMap;
import java.util.Map;
import terse.click.Click;
import terse.click.Facet;

/**
 * Everything counted about a set of clicks. Adding and merging give the same tally in whatever
 * order they are done. Facets of which nothing is known are not counted: they are what remains of
 * the people. Not thread-safe.
 */
public final class Tally {
  private static final Facet.Kind[] KINDS = Facet.Kind.values();

  private long people;
  private long bots;
  private final Salts salts = new Salts();
  private final VisitorSketch visitors = new VisitorSketch();
  private final Map<Facet, Long> facets = new HashMap<>();

  /** Counts a click. Visitors and facets are those of people only. */
  public void add(Click click) {
    if (click.bot()) {
      bots++;
      return;
    }
    people++;
    if (click.visitor() != 0) {
      salts.add(click.salt());
      visitors.add(click.visitor(), click.salt());
    }
    for (Facet.Kind kind : KINDS) {
      Facet facet = click.facet(kind);
      if (!facet.empty()) {
        facets.merge(facet, 1L, Long::sum);
      }
    }
  }

  /** Counts what another tally counted, which stays as it is. */
  public void merge(Tally other) {
    people += other.people;
    bots += other.bots;
    salts.merge(other.salts);
    visitors.merge(other.visitors);
    other.facets.forEach((facet, count) -> facets.merge(facet, count, Long::sum));
  }

  /** Clicks by people. */
  public long people() {
    return people;
  }

  /** Clicks by programs. */
  public long bots() {
    return bots;
  }

  /** The salt periods of the visitors. */
  public Salts salts() {
    return salts;
  }

  /** The visitors among the people who may be recognised. */
  public VisitorSketch visitors() {
    return visitors;
  }

  /** Clicks by people per facet, those with nothing known left out. */
  public Map<Facet, Long> facets() {
    return facets;
  }
}
