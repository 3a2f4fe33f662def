package terse.server.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frame around a record: one word of length and checksum, then the record, padded with zeros to
 * a whole word. The word is written last, so a frame is there whole or not at all; the checksum
 * covers length, padding and place, so neither a torn frame nor one of an earlier use passes.
 */
final class Frame {
  /** Bytes before the record. */
  static final int HEADER = 8;

  static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Frame() {}

  /** The bytes a record of this length takes, frame and padding included. */
  static int size(int length) {
    return HEADER + ((length + 7) & -8);
  }

  /** Makes what was written at {@code at} visible to readers, in this process and the next. */
  static void publish(ByteBuffer buffer, int at, int length, int checksum) {
    WORD.setRelease(buffer, at, ((long) checksum << 32) | length);
  }

  /** The word at {@code at}: 0 if nothing is published there. */
  static long word(ByteBuffer buffer, int at) {
    return (long) WORD.getAcquire(buffer, at);
  }

  /** The record's length; anything at all if the word is not ours. */
  static int length(long word) {
    return (int) word;
  }

  static int checksum(long word) {
    return (int) (word >>> 32);
  }
}
