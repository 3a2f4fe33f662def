package terse.code;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A keyed bijection of [0, radix^length) onto itself: FF1 of NIST SP 800-38G (format-preserving
 * encryption with AES). Whoever lacks the key can neither predict nor order its values.
 *
 * <p>Thread-safe. The ciphers behind it are not, so a few are kept, and each serves one caller at a
 * time; a caller who finds its place empty makes a fresh one in some microseconds rather than wait.
 * Places go by thread id and not by thread-local, of which a million virtual threads would have a
 * million.
 */
public final class Permutation {
  private static final int PLACES = 16;
  static final int LEAST_SIZE = 1_000_000;

  private final AtomicReferenceArray<Ff1> idle = new AtomicReferenceArray<>(PLACES);
  private final byte[] key;
  private final byte[] tweak;
  private final int radix;
  private final int length;
  private final long size;

  /**
   * @param key an AES key of 16, 24 or 32 bytes
   * @param tweak what tells this permutation from others under the same key; may be empty
   * @param radix 2 to 64
   * @param length 2 or more; radix^length is at least a million (the standard's bound), and half of
   *     the length, rounded up, stays below 2^32
   */
  public Permutation(byte[] key, byte[] tweak, int radix, int length) {
    this.size = FixedWidthCodec.power(radix, length);
    if (length < 2 || size < LEAST_SIZE) {
      throw new IllegalArgumentException("FF1 needs a million values, not " + size);
    }
    this.key = key.clone();
    this.tweak = tweak.clone();
    this.radix = radix;
    this.length = length;
    idle.set(0, fresh());
  }

  private Ff1 fresh() {
    return new Ff1(key, tweak, radix, length);
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
    check(value);
    int place = place();
    Ff1 cipher = taken(place);
    long result = cipher.encrypt(value);
    idle.setRelease(place, cipher);
    return result;
  }

  /**
   * The value that {@link #apply} takes to this one.
   *
   * @throws IllegalArgumentException if the value is negative or not below {@link #size}
   */
  public long invert(long value) {
    check(value);
    int place = place();
    Ff1 cipher = taken(place);
    long result = cipher.decrypt(value);
    idle.setRelease(place, cipher);
    return result;
  }

  private void check(long value) {
    if (value < 0 || value >= size) {
      throw new IllegalArgumentException(value + " is not in [0, " + size + ")");
    }
  }

  private static int place() {
    return (int) (Thread.currentThread().threadId() & (PLACES - 1));
  }

  private Ff1 taken(int place) {
    Ff1 kept = idle.getAndSet(place, null);
    return kept == null ? fresh() : kept;
  }
}
