package terse.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import terse.link.NewLink;

/**
 * What a link that can be reused is found by.
 *
 * @param target the SHA-256 of where it leads
 * @param folded the name that was asked for, empty for none
 */
record ReuseKey(int owner, int domain, ByteBuffer target, String folded) {
  static ReuseKey of(NewLink added) {
    String name = added.reusedName();
    return new ReuseKey(
        added.owner(), added.key().domain(), digest(added.target()), name == null ? "" : name);
  }

  private static ByteBuffer digest(String target) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
