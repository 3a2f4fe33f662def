package terse.code;

import java.util.stream.IntStream;

/**
 * How a domain's codes are made and written. A domain has had one scheme or several, numbered from
 * 0; the newest mints, and every code keeps the one it was minted with.
 *
 * @param source where codes come from
 * @param alphabet the symbols they are written in
 * @param lengths how many symbols they have, the check symbol aside
 * @param checkSymbol whether a check symbol ends them
 * @param wrongCase what becomes of codes typed in the wrong case; may change within one scheme
 */
public record Scheme(
    Source source, Alphabet alphabet, Lengths lengths, boolean checkSymbol, WrongCase wrongCase) {
  /** Seven symbols in base 62 from a permuted counter: 3.5 million million codes. */
  public static final Scheme STANDARD =
      new Scheme(Source.PERMUTED, Alphabet.BASE62, Lengths.of(7), false, WrongCase.REFUSE);

  /** The most codes a scheme may have. */
  public static final long MOST_CODES = 1_000_000_000_000_000_000L;

  /** The most schemes a domain may have had. */
  public static final int MOST_SCHEMES = 10_000;

  /** Fewer codes than these, and two draws that nobody compares are the same too soon. */
  private static final double LEAST_STATELESS = 1e23;

  private static final int LONGEST_TEXT = 64;
  private static final int LEAST_HLC_RADIX = 32;

  public Scheme {
    if (source.isCounted()) {
      checkSize(alphabet.radix(), lengths);
    } else {
      checkText(source, alphabet.radix(), lengths, checkSymbol, wrongCase);
    }
  }

  private static void checkText(
      Source source, int radix, Lengths lengths, boolean checkSymbol, WrongCase wrongCase) {
    if (checkSymbol) {
      throw new IllegalArgumentException("check symbols go with counters only");
    }
    if (wrongCase != WrongCase.REFUSE && source != Source.RANDOM && source != Source.HASH) {
      throw new IllegalArgumentException(
          "codes in the wrong case go with counters, random and hash only");
    }
    if (source == Source.HLC && radix < LEAST_HLC_RADIX) {
      throw new IllegalArgumentException("hlc needs an alphabet of 32 symbols or more");
    }
    if (source.isDrawn()) {
      checkDrawn(power(radix, lengths.first()), least(source), lengths);
    }
  }

  private static double least(Source source) {
    return source == Source.STATELESS ? LEAST_STATELESS : Permutation.LEAST_SIZE;
  }

  private static void checkDrawn(double codes, double least, Lengths lengths) {
    if (codes < least) {
      throw new IllegalArgumentException(
          "codes of %d symbols are fewer than %.0e; make them longer"
              .formatted(lengths.first(), least));
    }
    if (lengths.longest() > LONGEST_TEXT) {
      throw new IllegalArgumentException("codes have 64 symbols at most");
    }
  }

  /**
   * How many symbols drawn codes may have at most: a hashed one that was taken ten times is one
   * longer, also where one length was asked for.
   */
  public int longestDrawn() {
    return source == Source.HASH
        ? Math.max(lengths.longest(), lengths.first() + 1)
        : lengths.longest();
  }

  private static void checkSize(int radix, Lengths lengths) {
    if (power(radix, lengths.first()) < Permutation.LEAST_SIZE) {
      throw new IllegalArgumentException(
          "codes of %d symbols out of %d are fewer than a million; make them longer"
              .formatted(lengths.first(), radix));
    }
    double codes =
        IntStream.rangeClosed(lengths.first(), lengths.longest())
            .mapToDouble(length -> power(radix, length))
            .sum();
    if (codes > MOST_CODES || power(radix, (lengths.longest() + 1) / 2) > 0x1p32) {
      throw new IllegalArgumentException(
          "codes of up to %d symbols out of %d are too many; make them shorter"
              .formatted(lengths.longest(), radix));
    }
  }

  private static double power(int radix, int length) {
    return Math.pow(radix, length);
  }

  /** Whether both make the same code of a number, so that they can share what is given out. */
  public boolean mintsLike(Scheme other) {
    return source == other.source
        && alphabet.equals(other.alphabet)
        && lengths.equals(other.lengths)
        && checkSymbol == other.checkSymbol;
  }
}
