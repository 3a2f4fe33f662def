package terse.code;

/**
 * A keyed bijection of [0, radix^length) onto itself: FF1 of NIST SP 800-38G (format-preserving
 * encryption with AES). Whoever lacks the key can neither predict nor order its values.
 * Thread-safe; the engines behind it are not, so each direction keeps a few and hands them out one
 * caller at a time, without ever making one wait.
 */
public final class Permutation {
  private final int radix;
  private final int length;
  private final long size;
  private final EnginePool forward;
  private final EnginePool backward;

  /**
   * @param key an AES key of 16, 24 or 32 bytes
   * @param tweak what tells this permutation from others under the same key; may be empty
   * @param radix 2 to 256
   * @param length 2 or more; radix^length is at least a million (the standard's bound) and below
   *     2^63
   */
  public Permutation(byte[] key, byte[] tweak, int radix, int length) {
    this.size = FixedWidthCodec.power(radix, length);
    if (length < 2 || size < 1_000_000) {
      throw new IllegalArgumentException("FF1 needs a million values, not " + size);
    }
    this.radix = radix;
    this.length = length;
    this.forward = new EnginePool(true, key, tweak, radix);
    this.backward = new EnginePool(false, key, tweak, radix);
  }

  /** How many values are permuted: radix^length. */
  public long size() {
    return size;
  }

  /**
   * Where the permutation takes a value.
   *
   * @throws IllegalArgumentException if the value is negative or not below {@link #size}
   */
  public long apply(long value) {
    return through(forward, value);
  }

  /**
   * The value that {@link #apply} takes to this one.
   *
   * @throws IllegalArgumentException if the value is negative or not below {@link #size}
   */
  public long invert(long value) {
    return through(backward, value);
  }

  private long through(EnginePool engines, long value) {
    if (value < 0 || value >= size) {
      throw new IllegalArgumentException(value + " is not in [0, " + size + ")");
    }
    byte[] digits = digits(value);
    engines.process(digits);
    return number(digits);
  }

  private byte[] digits(long value) {
    byte[] digits = new byte[length];
    long rest = value;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = (byte) (rest % radix);
      rest /= radix;
    }
    return digits;
  }

  private long number(byte[] digits) {
    long number = 0;
    for (byte digit : digits) {
      number = number * radix + (digit & 0xff);
    }
    return number;
  }
}
