package terse.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The secrets of API keys: {@code terse_} and 32 random bytes in base64url. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("terse_[A-Za-z0-9_-]{43}");

  private Secrets() {}

  /**
   * A new secret.
   *
   * @param random a source fit for secrets
   */
  public static String next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "terse_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a text may be a secret at all. */
  public static boolean hasShape(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** What is stored of a secret: its SHA-256, in lower-case hex. */
  public static String digest(String secret) {
    return HexFormat.of().formatHex(sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
