package terse.server.redirect;

import org.jspecify.annotations.Nullable;
import terse.alias.Alias;

/**
 * What a decision is cached under: a domain and a code in its canonical spelling.
 *
 * <p>A code of at most eight ASCII characters, as generated ones are, lies in the key itself and
 * not in a string: with many links each object on the way is a read from main memory, and comparing
 * strings took a quarter of the time of a redirect.
 */
final class DecisionKey {
  private static final int PACKED_LENGTH = Long.BYTES;
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private final int domain;
  private final long packed;
  private final @Nullable String text;

  /**
   * @param domain the domain's number
   * @param code the code, without NUL
   */
  DecisionKey(int domain, String code) {
    this.domain = domain;
    this.packed = packed(code);
    this.text = packed == 0 ? code : null;
  }

  /** The characters of a code, the last one lowest; 0 if they do not fit. */
  private static long packed(String code) {
    if (code.length() > PACKED_LENGTH) {
      return 0;
    }
    long packed = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == 0 || c >= 0x80) {
        return 0;
      }
      packed = (packed << Byte.SIZE) | c;
    }
    return packed;
  }

  /** The key of the name that this text is one spelling of; the same if it is spelled so. */
  DecisionKey folded() {
    String code = code();
    String folded = Alias.fold(code);
    return folded.equals(code) ? this : new DecisionKey(domain, folded);
  }

  int domain() {
    return domain;
  }

  /** The code as text. */
  String code() {
    return text == null ? unpacked() : text;
  }

  private String unpacked() {
    StringBuilder code = new StringBuilder(PACKED_LENGTH);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      char c = (char) ((packed >>> shift) & 0xff);
      if (c != 0) {
        code.append(c);
      }
    }
    return code.toString();
  }

  /** Bytes the code takes beside the key. */
  int textBytes() {
    return text == null ? 0 : 48 + text.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecisionKey key
        && packed == key.packed
        && domain == key.domain
        && (text == null || text.equals(key.text));
  }

  @Override
  public int hashCode() {
    int code = text == null ? (int) ((packed * GOLDEN_RATIO) >>> Integer.SIZE) : text.hashCode();
    return 31 * code + domain;
  }

  @Override
  public String toString() {
    return domain + "/" + code();
  }
}
