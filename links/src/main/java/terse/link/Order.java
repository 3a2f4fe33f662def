package terse.link;

import java.util.function.LongUnaryOperator;
import terse.code.Permutation;

/**
 * In which order the codes of one length are given out.
 *
 * @param there from a counter value to what is written
 * @param back from what is written to the counter value
 */
record Order(LongUnaryOperator there, LongUnaryOperator back) {
  /** One after the other. */
  static final Order COUNTED =
      new Order(LongUnaryOperator.identity(), LongUnaryOperator.identity());

  /** In an order that only the holder of the key can tell. */
  static Order of(Permutation permutation) {
    return new Order(permutation::apply, permutation::invert);
  }

  long apply(long value) {
    return there.applyAsLong(value);
  }

  long invert(long value) {
    return back.applyAsLong(value);
  }
}
