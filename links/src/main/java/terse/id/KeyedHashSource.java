package terse.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import terse.code.Alphabet;

/**
 * Makes texts out of URLs: HMAC-SHA-256 under a secret key of who shortens which URL where and for
 * which time of trying, drawn symbol by symbol without bias. The same question has the same answer
 * on every node and for ever; without the key nobody can tell a text beforehand, nor anything of
 * one text from others. Thread-safe.
 *
 * <p>Of one length {@link #ATTEMPTS} texts are tried; the eleventh is one symbol longer.
 */
public final class KeyedHashSource {
  /** How many texts of one length are tried before a longer one. */
  public static final int ATTEMPTS = 10;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "terse: code of a URL";

  private final SecretKeySpec key;

  /**
   * @param secret 16 bytes or more, kept from everybody
   */
  public KeyedHashSource(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * The text to try for a question.
   *
   * @param length symbols of the first attempts
   * @param attempt 0 for the first, 1 if that was taken, and so on
   */
  public Candidate candidate(Question question, Alphabet alphabet, int length, int attempt) {
    int longer = attempt / ATTEMPTS;
    String text = new DrawnText(alphabet).of(length + longer, new Keyed(mac(), question, attempt));
    return new Candidate(text, attempt, longer);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * What a text is made out of.
   *
   * @param domain the number of the domain it is for
   * @param owner whose link it will be: two owners of one URL have a text each
   * @param url the URL in its canonical form
   */
  public record Question(int domain, int owner, String url) {}

  /**
   * A text to try.
   *
   * @param attempt how many were tried before it
   * @param longer how many symbols longer than wanted it is, 0 unless all shorter ones were taken
   */
  public record Candidate(String text, int attempt, int longer) {}

  /** One hash after the other, numbered, as a stream of bits. */
  private static final class Keyed implements DrawnText.Bits {
    private final Mac mac;
    private final byte[] question;
    private int blocks;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int word;
    private int left;

    Keyed(Mac mac, Question question, int attempt) {
      this.mac = mac;
      byte[] purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
      byte[] url = question.url().getBytes(StandardCharsets.UTF_8);
      this.question =
          ByteBuffer.allocate(purpose.length + 3 * Integer.BYTES + url.length)
              .put(purpose)
              .putInt(question.domain())
              .putInt(question.owner())
              .putInt(attempt)
              .put(url)
              .array();
    }

    @Override
    public int next(int count) {
      while (left < count) {
        word = (word << Byte.SIZE) | octet();
        left += Byte.SIZE;
      }
      left -= count;
      return (word >>> left) & ((1 << count) - 1);
    }

    private int octet() {
      if (!block.hasRemaining()) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(blocks++).array());
        block = ByteBuffer.wrap(mac.doFinal(question));
      }
      return block.get() & 0xFF;
    }
  }
}
