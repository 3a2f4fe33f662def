package terse.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import terse.cache.SharedCache.Entry;

/** Entries as Redis keeps them: the version in 16 hexadecimal digits, which scripts compare. */
final class StoredEntry {
  /** What stands for a value that no node of ours wrote. */
  static final Entry NONE_OF_OURS = new Entry(0, new byte[0]);

  private static final int DIGITS = 16;

  private StoredEntry() {}

  static byte[] write(Entry entry) {
    byte[] value = new byte[DIGITS + entry.bytes().length];
    byte[] version =
        HexFormat.of().toHexDigits(entry.version()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(version, 0, value, 0, DIGITS);
    System.arraycopy(entry.bytes(), 0, value, DIGITS, entry.bytes().length);
    return value;
  }

  /** Total: any value is answered. */
  static Entry read(byte[] value) {
    if (value.length < DIGITS) {
      return NONE_OF_OURS;
    }
    String version = new String(value, 0, DIGITS, StandardCharsets.US_ASCII);
    if (!version.chars().allMatch(HexFormat::isHexDigit)) {
      return NONE_OF_OURS;
    }
    return new Entry(
        HexFormat.fromHexDigitsToLong(version), Arrays.copyOfRange(value, DIGITS, value.length));
  }
}
