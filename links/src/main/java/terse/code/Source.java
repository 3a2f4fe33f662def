package terse.code;

/** Where the numbers or texts of a domain's generated codes come from. */
public enum Source {
  /** A counter through a keyed permutation: unique without a look-up, unguessable in order. */
  PERMUTED(Kind.COUNTED),
  /** The counter itself: as short and as cheap as can be, and open for everybody to count. */
  COUNTER(Kind.COUNTED),
  /** Draws: the insert decides, and a collision draws again. */
  RANDOM(Kind.DRAWN),
  /** A keyed hash of owner and URL: the same URL has the same code. */
  HASH(Kind.DRAWN),
  /** Draws so long that nothing needs to decide. */
  STATELESS(Kind.DRAWN),
  /** Time, worker number and sequence in 63 bits. */
  SNOWFLAKE(Kind.STAMPED),
  /** Hybrid logical time and worker number: no clock stops it. */
  HLC(Kind.STAMPED),
  /** Time and 80 random bits, 26 symbols. */
  ULID(Kind.STAMPED),
  /** 122 random bits, 36 characters. */
  UUID4(Kind.STAMPED),
  /** Time and 74 random bits, 36 characters. */
  UUID7(Kind.STAMPED);

  private final Kind kind;

  Source(Kind kind) {
    this.kind = kind;
  }

  /** Whether a code follows from a counter value, so that it needs no row of its own. */
  public boolean isCounted() {
    return kind == Kind.COUNTED;
  }

  /** Whether codes are as long as the domain says, and drawn from all of that length. */
  public boolean isDrawn() {
    return kind == Kind.DRAWN;
  }

  private enum Kind {
    COUNTED,
    DRAWN,
    STAMPED
  }
}
