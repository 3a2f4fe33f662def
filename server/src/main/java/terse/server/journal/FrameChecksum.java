package terse.server.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** CRC32C over a frame's place, its length and its padded record. For one thread. */
final class FrameChecksum {
  private final CRC32C crc = new CRC32C();
  private final byte[] seed = new byte[24];
  private final ByteBuffer seedView = ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * The checksum of the frame at {@code at}.
   *
   * @param view a view of the segment for this thread alone; its limits are moved
   */
  int of(SegmentHeader header, ByteBuffer view, int at, int length) {
    seedView
        .putLong(0, header.epoch())
        .putInt(8, header.partition())
        .putLong(12, header.base() + at)
        .putInt(20, length);
    crc.reset();
    crc.update(seed);
    view.limit(at + Frame.size(length)).position(at + Frame.HEADER);
    crc.update(view);
    view.clear();
    return (int) crc.getValue();
  }
}
