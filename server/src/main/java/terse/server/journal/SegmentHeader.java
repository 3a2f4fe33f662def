package terse.server.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What the first bytes of a segment say of it.
 *
 * @param node the node that wrote it
 * @param epoch the node's start
 * @param partition the writer within the node
 * @param base the offset of the segment's first byte in the partition
 */
record SegmentHeader(long node, long epoch, int partition, long base) {
  /** Bytes it takes; frames follow. */
  static final int SIZE = 64;

  private static final long MAGIC = 0x31_4c_4e_4a_52_45_54_2eL;

  /** In place of the magic number: whatever else is in the segment is counted already. */
  private static final long SPENT = 0x54_4e_45_50_53_54_2eL;

  private static final int CHECKED = 36;

  /** Writes it, its first word last; the segment belongs to this writer from now on. */
  void write(ByteBuffer buffer) {
    buffer
        .putLong(8, node)
        .putLong(16, epoch)
        .putLong(24, base)
        .putInt(32, partition)
        .putInt(CHECKED, checksum(buffer));
    Frame.WORD.setRelease(buffer, 0, MAGIC);
  }

  /** Says that nobody needs the segment any more. */
  static void spend(ByteBuffer buffer) {
    Frame.WORD.setRelease(buffer, 0, SPENT);
  }

  /** Whether {@link #spend} was the last word on the segment. */
  static boolean spent(ByteBuffer buffer) {
    return buffer.capacity() >= SIZE && buffer.getLong(0) == SPENT;
  }

  /** Reads it; empty if the segment is a spare or its header is damaged. */
  static Optional<SegmentHeader> read(ByteBuffer buffer) {
    if (buffer.capacity() < SIZE
        || buffer.getLong(0) != MAGIC
        || buffer.getInt(CHECKED) != checksum(buffer)) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentHeader(
            buffer.getLong(8), buffer.getLong(16), buffer.getInt(32), buffer.getLong(24)));
  }

  private static int checksum(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(8, CHECKED - 8));
    return (int) crc.getValue();
  }
}
