package terse.click;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4, the keyed hash that turns a visitor into a number nobody can turn back without the
 * key (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). It allocates nothing.
 */
public final class VisitorHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private VisitorHash() {}

  /**
   * Hashes a part of an array.
   *
   * @param k0 first half of the key, little-endian as in the paper
   * @param k1 second half of the key
   * @param message the array that holds the message
   * @param offset where the message starts
   * @param length bytes in the message, 0 or more
   * @throws IndexOutOfBoundsException if the message is not within the array
   */
  public static long hash(long k0, long k1, byte[] message, int offset, int length) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int words = length >>> 3;
    // One word a turn, the padded last word included; then the four finishing rounds.
    for (int turn = 0; turn <= words + 1; turn++) {
      boolean finish = turn > words;
      long word =
          finish
              ? 0
              : turn < words ? word(message, offset + (turn << 3)) : tail(message, offset, length);
      v2 ^= finish ? 0xff : 0;
      v3 ^= word;
      for (int round = finish ? 4 : 2; round > 0; round--) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(byte[] message, int at) {
    return (long) LONG.get(message, at);
  }

  private static long tail(byte[] message, int offset, int length) {
    long word = (long) length << 56;
    int rest = length & 7;
    for (int i = 0; i < rest; i++) {
      word |= (message[offset + length - rest + i] & 0xffL) << (i << 3);
    }
    return word;
  }
}
