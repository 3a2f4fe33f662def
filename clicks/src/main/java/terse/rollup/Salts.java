package terse.rollup;

/**
 * The salt periods that visitors were seen in: the first and the last. Only within one period is a
 * number of visitors a number of people. Not thread-safe.
 */
public final class Salts {
  private int first;
  private int last;

  /** No period. */
  public Salts() {
    this(Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  /** From one period to another, as {@link #first} and {@link #last} told them. */
  public Salts(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** Adds a period by its number. */
  public void add(int salt) {
    first = Math.min(first, salt);
    last = Math.max(last, salt);
  }

  /** Adds the periods of another. */
  public void merge(Salts other) {
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  }

  /** The number of the first period; above {@link #last} if there is none. */
  public int first() {
    return first;
  }

  /** The number of the last period; below {@link #first} if there is none. */
  public int last() {
    return last;
  }

  /**
   * What a number of visitors counts: {@code visitors}, or {@code visitor-days} beyond one period.
   */
  public String counted() {
    return first >= last ? "visitors" : "visitor-days";
  }
}
