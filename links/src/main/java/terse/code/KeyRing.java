package terse.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The secrets behind codes, one a key epoch. Codes are minted under the newest; the older ones stay
 * for the codes already given out. Immutable.
 */
public final class KeyRing {
  /** Bytes of a secret. */
  public static final int SECRET_BYTES = 32;

  private final NavigableMap<Integer, byte[]> secrets;

  /**
   * @param secrets by epoch, 1 or more of them; epochs are 1 or more, secrets {@link #SECRET_BYTES}
   *     long
   */
  public KeyRing(NavigableMap<Integer, byte[]> secrets) {
    if (secrets.isEmpty() || secrets.firstKey() < 1) {
      throw new IllegalArgumentException("a key ring has epochs from 1 on");
    }
    if (secrets.values().stream().anyMatch(secret -> secret.length != SECRET_BYTES)) {
      throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes");
    }
    this.secrets = new TreeMap<>();
    secrets.forEach((epoch, secret) -> this.secrets.put(epoch, secret.clone()));
  }

  /** A ring with one fresh secret, epoch 1. */
  public static KeyRing first(RandomGenerator random) {
    return new KeyRing(with(new TreeMap<>(), 1, random));
  }

  /** This ring and a fresh secret under the next epoch. */
  public KeyRing next(RandomGenerator random) {
    return next(random, 0);
  }

  /** This ring and a fresh secret under the first epoch above its own and {@code above}. */
  KeyRing next(RandomGenerator random, int above) {
    return new KeyRing(with(secrets, Math.max(newest(), above) + 1, random));
  }

  private static NavigableMap<Integer, byte[]> with(
      NavigableMap<Integer, byte[]> present, int epoch, RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    NavigableMap<Integer, byte[]> more = new TreeMap<>(present);
    more.put(epoch, secret);
    return more;
  }

  /** The epoch that codes are minted under. */
  public int newest() {
    return secrets.lastKey();
  }

  /** All epochs, oldest first. */
  public NavigableSet<Integer> epochs() {
    return Collections.unmodifiableNavigableSet(secrets.navigableKeySet());
  }

  /**
   * The secret of an epoch.
   *
   * @throws IllegalArgumentException if there is no such epoch
   */
  public byte[] secret(int epoch) {
    byte[] secret = secrets.get(epoch);
    if (secret == null) {
      throw new IllegalArgumentException("no key epoch " + epoch);
    }
    return secret.clone();
  }

  /**
   * A number that tells the secret of an epoch from others, and nothing about it.
   *
   * @throws IllegalArgumentException if there is no such epoch
   */
  public long fingerprint(int epoch) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("fingerprint".getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(digest.digest(secret(epoch))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRing ring
        && secrets.keySet().equals(ring.secrets.keySet())
        && secrets.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), ring.secret(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return secrets.keySet().hashCode();
  }

  /** The epochs, never the secrets. */
  @Override
  public String toString() {
    return "KeyRing" + secrets.keySet();
  }
}
