package terse.id;

import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.code.PlainCodec;
import terse.code.Scheme;

/**
 * Everything that makes codes which do not follow from a counter. Each is stored as a text, and its
 * insert decides whether it is new. Thread-safe.
 */
public final class TextSources {
  private final SnowflakeSource snowflakes;
  private final HybridSource hybrids;
  private final UlidSource ulids;
  private final UuidSource uuids4;
  private final UuidSource uuids7;
  private final RandomSource draws;
  private final KeyedHashSource hashes;
  private final LongAdder repeats = new LongAdder();
  private final LongAdder lengthened = new LongAdder();

  /**
   * @param seat the worker number that stamped codes carry
   * @param random from a cryptographic generator
   * @param secret the key of hashed codes, 16 bytes or more
   */
  public TextSources(WorkerSeat seat, InstantSource clock, RandomGenerator random, byte[] secret) {
    this.snowflakes = new SnowflakeSource(seat, clock, LockSupport::parkNanos);
    this.hybrids = new HybridSource(seat, clock);
    this.ulids = new UlidSource(random, clock);
    this.uuids4 = UuidSource.random(random);
    this.uuids7 = UuidSource.timed(random, clock);
    this.draws = new RandomSource(random);
    this.hashes = new KeyedHashSource(secret);
  }

  /**
   * The text to try for a link.
   *
   * @param scheme of a source that is not counted
   * @param number how many links have been given a number under the scheme before
   * @param attempt how many texts were tried for it already
   * @return null if the source has no more for this link
   * @throws terse.fault.TerseException CLOCK_BEHIND, NO_WORKER, OVERLOADED or STORE_UNAVAILABLE if
   *     this node may not stamp now
   */
  public @Nullable String next(
      Scheme scheme, KeyedHashSource.Question question, long number, int attempt) {
    count(scheme, attempt);
    return switch (scheme.source()) {
      case PERMUTED, COUNTER -> throw new IllegalArgumentException("counted: " + scheme.source());
      case RANDOM -> drawn(scheme, number, attempt);
      case STATELESS -> draws.next(scheme.alphabet(), scheme.lengths().first());
      case HASH -> hashed(scheme, question, attempt);
      case SNOWFLAKE -> new PlainCodec(scheme.alphabet()).encode(snowflakes.next());
      case HLC -> hybrids.next().text(scheme.alphabet());
      case ULID -> ulids.next();
      case UUID4 -> uuids4.next();
      case UUID7 -> uuids7.next();
    };
  }

  private void count(Scheme scheme, int attempt) {
    if (attempt > 0) {
      repeats.increment();
      if (scheme.source().isDrawn() && attempt % KeyedHashSource.ATTEMPTS == 0) {
        lengthened.increment();
      }
    }
  }

  /** How often a text was made because the one before it was taken or unwanted. */
  public long repeats() {
    return repeats.sum();
  }

  /** How often ten texts of one length had been tried, so that a longer one was due. */
  public long lengthened() {
    return lengthened.sum();
  }

  /** As long as the domain's policy says, and longer if ten draws of that length were taken. */
  private String drawn(Scheme scheme, long number, int attempt) {
    int length = scheme.lengths().ofDrawn(number, scheme.alphabet().radix());
    int longer = length + attempt / KeyedHashSource.ATTEMPTS;
    return draws.next(scheme.alphabet(), Math.min(longer, scheme.lengths().longest()));
  }

  private @Nullable String hashed(Scheme scheme, KeyedHashSource.Question question, int attempt) {
    int length = scheme.lengths().first();
    KeyedHashSource.Candidate candidate =
        hashes.candidate(question, scheme.alphabet(), length, attempt);
    return length + candidate.longer() > scheme.longestDrawn() ? null : candidate.text();
  }

  /** Hears of a hybrid stamp of another node; see {@link HybridSource#observe}. */
  public boolean observe(HybridStamp heard) {
    return hybrids.observe(heard);
  }

  /**
   * Ends stamping for good.
   *
   * @return the last millisecond since 1970 that was stamped, 0 if none was
   */
  public long end() {
    return Math.max(snowflakes.end(), hybrids.end());
  }
}
