package terse.server.security;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns addresses into numbers that limits are kept by, under a key that lives in this process
 * only. An IPv6 address counts as its network of 64 bits, for a visitor has all of it. Thread-safe.
 */
public final class AddressHash {
  private static final int NETWORK_BYTES = 8;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public AddressHash(RandomGenerator random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * The number of an address.
   *
   * @param address 4 or 16 bytes; null stands for all whose address is not known
   */
  public int of(byte @Nullable [] address) {
    if (address == null) {
      return 0;
    }
    byte[] network = Arrays.copyOf(address, Math.min(address.length, NETWORK_BYTES));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return ByteBuffer.wrap(mac.doFinal(network)).getInt();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
