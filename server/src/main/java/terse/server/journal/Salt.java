package terse.server.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The key of the visitor hash for one period. Once it is destroyed nobody can tell who was behind a
 * visitor number, nor whether two numbers of different periods are one visitor.
 *
 * @param number rises from period to period, positive
 * @param k0 first half of the key
 * @param k1 second half of the key
 * @param end when its period ends, milliseconds since 1970 UTC
 */
record Salt(int number, long k0, long k1, long end) {
  private static final int SIZE = 32;

  /** Its form in a file, with a checksum. */
  byte[] bytes() {
    byte[] content = new byte[SIZE];
    ByteBuffer bytes = ByteBuffer.wrap(content);
    bytes.putInt(number).putLong(k0).putLong(k1).putLong(end).putInt(checksum(content));
    return content;
  }

  /** Reads what {@link #bytes} wrote; empty if it is damaged. */
  static Optional<Salt> of(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    if (content.length != SIZE || bytes.getInt(SIZE - Integer.BYTES) != checksum(content)) {
      return Optional.empty();
    }
    return Optional.of(new Salt(bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
  }

  /** Without the key, which must not be printed anywhere. */
  @Override
  public String toString() {
    return "Salt[" + number + "]";
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, SIZE - Integer.BYTES);
    return (int) crc.getValue();
  }
}
