package terse.link;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import terse.code.CodeForm;
import terse.code.Lengths;
import terse.code.Permutation;
import terse.code.Scheme;
import terse.code.Source;

/**
 * The codes of a domain that were minted under one scheme and one key: which code a counter value
 * has, and which value a code. Thread-safe; computes for some microseconds and never waits.
 */
final class Generation {
  /** What {@link #number} answers for a text that is no code of this generation. */
  static final long NONE = -1;

  private final int epoch;
  private final Scheme scheme;
  private final List<Tier> tiers;
  private final long capacity;

  /**
   * @param epoch as in {@link LinkKey}
   * @param secret the key of its key epoch
   */
  Generation(int domain, int epoch, Scheme scheme, byte[] secret) {
    this.epoch = epoch;
    this.scheme = scheme;
    if (!scheme.source().isCounted()) {
      this.tiers = List.of();
      this.capacity = Long.MAX_VALUE;
      return;
    }
    Lengths lengths = scheme.lengths();
    long[] from = new long[lengths.longest() - lengths.first() + 2];
    this.tiers =
        IntStream.rangeClosed(lengths.first(), lengths.longest())
            .mapToObj(
                length -> {
                  int index = length - lengths.first();
                  Tier tier = Tier.of(domain, epoch, scheme, secret, length, from[index]);
                  from[index + 1] = tier.to();
                  return tier;
                })
            .toList();
    this.capacity = from[from.length - 1];
  }

  int epoch() {
    return epoch;
  }

  Scheme scheme() {
    return scheme;
  }

  /** A text as this generation would have minted it, null if its codes follow from a counter. */
  @Nullable String minted(String text) {
    return MintedForm.canonical(scheme, text);
  }

  /**
   * Whether both give the same code to the same number, as plain counters do whatever their keys,
   * so that one has to begin where the other ends.
   */
  boolean countsOn(Generation older) {
    return scheme.source() == Source.COUNTER && scheme.mintsLike(older.scheme);
  }

  /** How many counter values there are. */
  long capacity() {
    return capacity;
  }

  /**
   * The code of a counter value; null if it has none, for its check symbol would be none of the
   * alphabet's.
   *
   * @throws IllegalArgumentException if the value is negative or not below {@link #capacity}
   */
  @Nullable String code(long number) {
    for (Tier tier : tiers) {
      if (number < tier.to()) {
        return tier.form().encode(tier.order().apply(number - tier.from()));
      }
    }
    throw new IllegalArgumentException(number + " is beyond the codes there are");
  }

  /** The counter value below {@code mark} that has this code, {@link #NONE} if no such has. */
  long number(String code, long mark) {
    for (Tier tier : tiers) {
      if (tier.from() < mark) {
        long value = tier.form().decode(code);
        if (value != CodeForm.NOT_A_CODE) {
          long number = tier.from() + tier.order().invert(value);
          return number < Math.min(mark, tier.to()) ? number : NONE;
        }
      }
    }
    return NONE;
  }

  /** Whether a text has the length and the symbols of a code, whatever its check symbol. */
  boolean hasShape(String text) {
    return minted(text) != null || tiers.stream().anyMatch(tier -> tier.form().hasShape(text));
  }

  /** How this generation's codes of so many characters are written; null if there are none. */
  @Nullable CodeForm form(int textLength) {
    for (Tier tier : tiers) {
      if (tier.form().textLength() == textLength) {
        return tier.form();
      }
    }
    return null;
  }

  /**
   * Codes of one length.
   *
   * @param from the first counter value that has such a code
   * @param to one past the last
   */
  private record Tier(CodeForm form, Order order, long from, long to) {
    static Tier of(int domain, int epoch, Scheme scheme, byte[] secret, int length, long from) {
      CodeForm form = new CodeForm(scheme.alphabet(), length, scheme.checkSymbol());
      byte[] tweak = tweak(domain, epoch / LinkKey.SCHEME);
      return new Tier(
          form,
          order(scheme, secret, tweak, length),
          from,
          from + scheme.lengths().given(length, form.size()));
    }

    private static Order order(Scheme scheme, byte[] secret, byte[] tweak, int length) {
      return scheme.source() == Source.COUNTER
          ? Order.COUNTED
          : Order.of(new Permutation(secret, tweak, scheme.alphabet().radix(), length));
    }

    /** The first scheme's is the domain alone, as it was before there were others. */
    private static byte[] tweak(int domain, int scheme) {
      ByteBuffer tweak = ByteBuffer.allocate(scheme == 0 ? Integer.BYTES : 2 * Integer.BYTES);
      tweak.putInt(domain);
      return scheme == 0 ? tweak.array() : tweak.putInt(scheme).array();
    }
  }
}
