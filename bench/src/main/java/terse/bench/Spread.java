package terse.bench;

/** Spreads numbers evenly over a range, the same way in every run (splitmix64). */
final class Spread {
  private Spread() {}

  /** A number from 0 to {@code bound} - 1 for the n-th draw. */
  static int below(int bound, long n) {
    var z = (n + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(z ^ (z >>> 31), bound);
  }
}
