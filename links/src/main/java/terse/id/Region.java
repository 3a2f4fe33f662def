package terse.id;

/**
 * One of several regions that mint on their own, each from an arbiter of its own: of every {@code
 * count} neighbouring numbers a region has one. What one has is no other's, so regions need not
 * know of each other, and one that is cut off for however long wastes nothing and repeats nothing.
 *
 * @param index which region this is, 0 to {@code count - 1}
 * @param count how many regions there are, or may ever be, 1 or more
 */
public record Region(int index, int count) {
  /** The only one there is. */
  public static final Region ONLY = new Region(0, 1);

  public Region {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException("there is no region " + index + " of " + count);
    }
  }

  /** The number that stands for a region's own n-th, from 0. */
  long number(long own) {
    return Math.addExact(Math.multiplyExact(own, (long) count), index);
  }

  /** One past the last of a region's first {@code own} numbers. */
  long mark(long own) {
    return own == 0 ? 0 : number(own - 1) + 1;
  }

  /** How many of a region's numbers are below a mark. */
  long ownBelow(long mark) {
    return mark <= index ? 0 : (mark - index - 1) / count + 1;
  }
}
