package terse.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a text's SHA-256: enough to tell texts apart, at a fixed size. */
record Fingerprint(long high, long low) {
  static final int BYTES = 16;

  static Fingerprint of(String text) {
    return read(ByteBuffer.wrap(sha256(text)));
  }

  /** All 256 bits. */
  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Fingerprint read(ByteBuffer from) {
    return new Fingerprint(from.getLong(), from.getLong());
  }

  void write(ByteBuffer into) {
    into.putLong(high).putLong(low);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }
}
