package terse.id;

import java.util.random.RandomGenerator;
import terse.code.Alphabet;

/**
 * Draws texts at random, uniform over all of a length. It keeps nothing and asks nobody, so any
 * number of processes may draw at once, short-lived ones too; that a text is new is decided where
 * it is inserted. Thread-safe if its randomness is.
 *
 * <p>How long a text must be depends on who decides. Where an insert does, a collision costs one
 * more draw, and seven symbols do for billions of links. Where nobody looks, the odds that any two
 * of ten thousand million texts of 62 symbols are the same are 2.5e-4 at 13 symbols and 6.5e-8 at
 * 15 ({@link terse.plan.Birthday}).
 */
public final class RandomSource {
  private final RandomGenerator random;

  /**
   * @param random from a cryptographic generator, since its texts are to be unguessable
   */
  public RandomSource(RandomGenerator random) {
    this.random = random;
  }

  /** A text of exactly so many symbols, 1 or more. */
  public String next(Alphabet alphabet, int length) {
    return new DrawnText(alphabet).of(length, new Drawn(random));
  }

  /** Takes bits from one drawn word after another. */
  private static final class Drawn implements DrawnText.Bits {
    private final RandomGenerator random;
    private long word;
    private int left;

    Drawn(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public int next(int count) {
      if (left < count) {
        word = random.nextLong();
        left = Long.SIZE;
      }
      int taken = (int) (word & ((1L << count) - 1));
      word >>>= count;
      left -= count;
      return taken;
    }
  }
}
