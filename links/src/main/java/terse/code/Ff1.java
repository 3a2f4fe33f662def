package terse.code;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * FF1 of NIST SP 800-38G over numbers instead of texts: a number stands for its digits in the
 * radix, zeros in front. As long as either half of the digits is below 2^32, each of the ten rounds
 * is one block of AES and one division, since everything else that goes into it is the same every
 * time and prepared here. Not thread-safe.
 */
final class Ff1 {
  private static final int ROUNDS = 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Cipher aes;
  private final byte[] block = new byte[16];

  /** The block enciphered. Not in place: the JDK would copy what goes in at every call. */
  private final byte[] enciphered = new byte[16];

  private final long left;
  private final long right;
  private final int roundShift;
  private final long preparedHigh;
  private final long preparedLow;

  /**
   * @param key an AES key of 16, 24 or 32 bytes
   * @param tweak any bytes
   * @param radix 2 or more
   * @param length how many digits, 2 or more
   */
  Ff1(byte[] key, byte[] tweak, int radix, int length) {
    int shorter = length / 2;
    int halfBytes = bytesBelow(FixedWidthCodec.power(radix, length - shorter));
    if (halfBytes > Integer.BYTES) {
      throw new IllegalArgumentException("half of " + length + " digits is above 2^32");
    }
    this.aes = aes(key);
    this.left = FixedWidthCodec.power(radix, shorter);
    this.right = FixedWidthCodec.power(radix, length - shorter);
    this.roundShift = halfBytes * Byte.SIZE;
    prepare(head(radix, length, tweak.length), tweak, halfBytes);
    this.preparedHigh = (long) LONGS.get(block, 0);
    this.preparedLow = (long) LONGS.get(block, Long.BYTES);
  }

  private static int bytesBelow(long bound) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** One block at a time is what ECB is for: the chaining is FF1's own. */
  @SuppressWarnings("InsecureCipherMode")
  private static Cipher aes(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an AES key", e);
    }
  }

  /** The block that the standard calls P. */
  private static ByteBuffer head(int radix, int length, int tweakLength) {
    return ByteBuffer.allocate(16)
        .put((byte) 1)
        .put((byte) 2)
        .putInt(1 << 24 | radix)
        .put((byte) ROUNDS)
        .put((byte) (length / 2))
        .putInt(length)
        .putInt(tweakLength)
        .flip();
  }

  /** Chains P and all of Q into the block, save for what a round changes at the end of Q. */
  private void prepare(ByteBuffer head, byte[] tweak, int halfBytes) {
    int blocks = (tweak.length + halfBytes) / 16 + 1;
    ByteBuffer rest = ByteBuffer.allocate(blocks * 16).put(tweak).rewind();
    mix(head.getLong(), head.getLong());
    while (rest.hasRemaining()) {
      encipher();
      mix(rest.getLong(), rest.getLong());
    }
  }

  private void mix(long high, long low) {
    set(high() ^ high, low() ^ low);
  }

  long encrypt(long value) {
    long a = value / right;
    long b = value % right;
    for (int round = 0; round < ROUNDS; round++) {
      long modulus = modulus(round);
      long c = (a + scrambled(round, b, modulus)) % modulus;
      a = b;
      b = c;
    }
    return a * right + b;
  }

  long decrypt(long value) {
    long a = value / right;
    long b = value % right;
    for (int round = ROUNDS - 1; round >= 0; round--) {
      long modulus = modulus(round);
      long c = (b + modulus - scrambled(round, a, modulus)) % modulus;
      b = a;
      a = c;
    }
    return a * right + b;
  }

  private long modulus(int round) {
    return (round & 1) == 0 ? left : right;
  }

  private long scrambled(int round, long half, long modulus) {
    set(preparedHigh, preparedLow ^ ((long) round << roundShift) ^ half);
    encipher();
    return Long.remainderUnsigned(high(), modulus);
  }

  private void encipher() {
    try {
      aes.update(block, 0, block.length, enciphered, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused a whole block", e);
    }
  }

  private void set(long high, long low) {
    LONGS.set(block, 0, high);
    LONGS.set(block, Long.BYTES, low);
  }

  private long high() {
    return (long) LONGS.get(enciphered, 0);
  }

  private long low() {
    return (long) LONGS.get(enciphered, Long.BYTES);
  }
}
