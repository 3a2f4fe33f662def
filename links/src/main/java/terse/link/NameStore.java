package terse.link;

import java.util.List;

/** The names of a link store, to be read through. */
@FunctionalInterface
public interface NameStore {

  /** Names after another one, in an order that stays, at most {@code limit}; none at the end. */
  List<Name> namesAfter(Name last, int limit);

  /**
   * A name on its domain.
   *
   * @param domain the domain's number
   * @param folded the name in the form that is unique
   */
  record Name(int domain, String folded) implements Comparable<Name> {
    /** Comes before every name. */
    public static final Name BEFORE_ALL = new Name(0, "");

    @Override
    public int compareTo(Name other) {
      return domain == other.domain
          ? folded.compareTo(other.folded)
          : Integer.compare(domain, other.domain);
    }
  }
}
