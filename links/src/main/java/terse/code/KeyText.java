package terse.code;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * A key ring as text: one {@code epoch:base64} a line, lines that begin with {@code #} aside. The
 * base64 holds the secret and its CRC-32C over epoch and secret, for a secret with a flipped bit
 * would look as good as any other and lead every code astray.
 */
final class KeyText {
  private static final String HEAD =
      """
      # The secrets behind short codes. Keep this file with your backups, and keep it secret:
      # without it no generated link can be found again.
      """;

  private KeyText() {}

  static String of(KeyRing ring) {
    return ring.epochs().stream()
        .map(epoch -> epoch + ":" + encoded(epoch, ring.secret(epoch)) + "\n")
        .collect(Collectors.joining("", HEAD, ""));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException that names the line that is wrong, and none of its contents
   */
  static KeyRing parse(String text) {
    NavigableMap<Integer, byte[]> secrets = new TreeMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#") && !add(line.strip(), secrets)) {
        throw new IllegalArgumentException("line " + number + " is damaged");
      }
    }
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("it holds no key");
    }
    return new KeyRing(secrets);
  }

  private static boolean add(String line, NavigableMap<Integer, byte[]> secrets) {
    int colon = line.indexOf(':');
    try {
      int epoch = Integer.parseInt(line, 0, Math.max(colon, 0), 10);
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(line.substring(colon + 1)));
      byte[] secret = new byte[KeyRing.SECRET_BYTES];
      boolean whole = epoch > 0 && bytes.remaining() == secret.length + Integer.BYTES;
      return whole
          && bytes.get(secret).getInt() == checksum(epoch, secret)
          && secrets.put(epoch, secret) == null;
    } catch (IllegalArgumentException notSoWritten) {
      return false;
    }
  }

  private static String encoded(int epoch, byte[] secret) {
    ByteBuffer bytes = ByteBuffer.allocate(secret.length + Integer.BYTES);
    bytes.put(secret).putInt(checksum(epoch, secret));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static int checksum(int epoch, byte[] secret) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(epoch).flip());
    checksum.update(secret);
    return (int) checksum.getValue();
  }
}
