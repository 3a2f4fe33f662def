package terse.server.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.click.VisitorHash;

/**
 * What makes an address in the journal unreadable: each is combined with a pad of its own, made by
 * a keyed hash from its position, which never repeats. The key is in this process's memory only, so
 * that after its end, orderly or not, no address can be read. For one thread.
 */
final class AddressSeal {
  /** Bytes of a sealed address; IPv4 is sealed in its IPv6-mapped form. */
  static final int SIZE = 16;

  /** The key, one a process. */
  record Key(long k0, long k1) {
    /** Draws one. */
    static Key draw(RandomGenerator random) {
      return new Key(random.nextLong(), random.nextLong());
    }

    /** Without the key itself. */
    @Override
    public String toString() {
      return "Key";
    }
  }

  private static final int INPUT = 24;

  private final Key key;
  private final byte[] input = new byte[INPUT];
  private final ByteBuffer view = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] opened = new byte[SIZE];
  private final ByteBuffer openedView = ByteBuffer.wrap(opened).order(ByteOrder.LITTLE_ENDIAN);

  AddressSeal(Key key) {
    this.key = key;
  }

  /** Seals the address into the segment. */
  void seal(SegmentHeader header, int at, ByteBuffer address, ByteBuffer into, int index) {
    long low = address.getLong(0) ^ pad(header, at, 0);
    long high = address.getLong(8) ^ pad(header, at, 1);
    into.putLong(index, low).putLong(index + 8, high);
  }

  /** Opens what {@link #seal} made of the same key and place. */
  @Nullable InetAddress open(SegmentHeader header, int at, ByteBuffer from, int index) {
    openedView.putLong(0, from.getLong(index) ^ pad(header, at, 0));
    openedView.putLong(8, from.getLong(index + 8) ^ pad(header, at, 1));
    try {
      return InetAddress.getByAddress(opened);
    } catch (UnknownHostException neverForSixteenBytes) {
      return null;
    }
  }

  private long pad(SegmentHeader header, int at, int half) {
    view.putLong(0, header.epoch())
        .putInt(8, header.partition())
        .putInt(12, half)
        .putLong(16, header.base() + at);
    return VisitorHash.hash(key.k0, key.k1, input, 0, INPUT);
  }
}
