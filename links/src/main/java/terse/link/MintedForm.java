package terse.link;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import terse.code.Alphabet;
import terse.code.PlainCodec;
import terse.code.Scheme;
import terse.id.HybridStamp;
import terse.id.ReadId;

/** How codes look that do not follow from a counter. */
final class MintedForm {
  /** Ids of these and later times are long enough not to be taken for words. */
  private static final long EARLIEST_SNOWFLAKE = 1L << 57;

  private static final long EARLIEST_HYBRID = 1L << 40;

  /** Stands before a minted text where it is stored, so that no folded alias is ever equal. */
  private static final String EXACT = "=";

  private MintedForm() {}

  /** The form in which a minted text is unique within its domain. */
  static String folded(String text) {
    return EXACT + text;
  }

  /** A text as a scheme would have minted it; null if it never would. */
  static @Nullable String canonical(Scheme scheme, String text) {
    return switch (scheme.source()) {
      case PERMUTED, COUNTER -> null;
      case RANDOM, HASH, STATELESS -> drawn(scheme, text);
      case SNOWFLAKE -> snowflake(scheme.alphabet(), text);
      case HLC -> hybrid(scheme.alphabet(), text);
      case ULID ->
          read(text) instanceof ReadId.OfUlid ? Alphabet.CROCKFORD32.canonical(text) : null;
      case UUID4 ->
          read(text) instanceof ReadId.OfUuid(int version) && version == 4 ? lower(text) : null;
      case UUID7 -> read(text) instanceof ReadId.OfTimedUuid ? lower(text) : null;
    };
  }

  private static @Nullable String drawn(Scheme scheme, String text) {
    boolean fits =
        text.length() >= scheme.lengths().first() && text.length() <= scheme.longestDrawn();
    return fits ? spelled(scheme.alphabet(), text) : null;
  }

  private static @Nullable String snowflake(Alphabet alphabet, String text) {
    OptionalLong id = new PlainCodec(alphabet).decode(text);
    return id.orElse(0) >= EARLIEST_SNOWFLAKE ? alphabet.canonical(text) : null;
  }

  private static @Nullable String hybrid(Alphabet alphabet, String text) {
    return HybridStamp.read(text, alphabet)
        .filter(stamp -> stamp.millis() >= EARLIEST_HYBRID)
        .map(_ -> alphabet.canonical(text))
        .orElse(null);
  }

  private static @Nullable String spelled(Alphabet alphabet, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (alphabet.digit(text.charAt(i)) < 0) {
        return null;
      }
    }
    return alphabet.canonical(text);
  }

  /** Only for kinds whose form needs no alphabet. */
  private static @Nullable ReadId read(String text) {
    return ReadId.of(text, Alphabet.BASE62).orElse(null);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
