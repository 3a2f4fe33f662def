package terse.plan;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The answers of the capacity planner to one {@link Question}, ready to be printed.
 *
 * @param question what was asked
 * @param keyspaces one row for each notation, at the asked length
 * @param years how long each length around the asked one lasts, in base62, shortest first
 * @param confusable what leaving out look-alike symbols costs at the asked length
 * @param random what happens when the links' codes are drawn at random from base62
 * @param filter a Bloom filter that holds all links
 * @param sketch a sketch that counts the visitors of one link
 * @param ranges what leasing numbers in ranges of several sizes costs at the asked rate
 */
public record CapacityPlan(
    Question question,
    List<Keyspace> keyspaces,
    List<Lifetime> years,
    ConfusableCost confusable,
    RandomCodes random,
    BloomFilter filter,
    DistinctSketch sketch,
    List<RangeLease> ranges) {
  private static final double PLANNED_YEARS = 10;
  private static final int USUAL_PRECISION = 14;
  private static final List<Long> RANGE_SIZES = List.of(10_000L, 100_000L, 1_000_000L);
  private static final int SEED = 62;

  public CapacityPlan {
    keyspaces = List.copyOf(keyspaces);
    years = List.copyOf(years);
    ranges = List.copyOf(ranges);
  }

  /**
   * What the planner is asked.
   *
   * @param links how many links there will be, 1 or more
   * @param length symbols in a code, 1 to 128
   * @param perSecond links created each second
   * @param confidence the wanted probability that random codes never collide, between 0 and 1
   * @param bytesPerLink storage for one link
   * @param falsePositives the share of absent names a filter may take for present
   */
  public record Question(
      long links,
      int length,
      double perSecond,
      double confidence,
      double bytesPerLink,
      double falsePositives) {
    public Question {
      if (links < 1 || !(perSecond > 0) || !(bytesPerLink > 0)) {
        throw new IllegalArgumentException("links, rate and size are above zero");
      }
      if (length < 1 || length > 128) {
        throw new IllegalArgumentException("a code has 1 to 128 symbols, not " + length);
      }
    }
  }

  /**
   * What one notation offers.
   *
   * @param lengthForLinks the shortest length that has a code for every link
   * @param lengthForConfidence the shortest length at which random codes keep the confidence
   */
  public record Keyspace(
      Notation notation, CodeSpace space, int lengthForLinks, int lengthForConfidence) {}

  /**
   * How far one length goes.
   *
   * @param years until all codes are used at the asked rate
   * @param perSecondForTenYears the rate at which they last ten years
   * @param bytesWhenFull storage once all are used
   */
  public record Lifetime(
      CodeSpace space, double years, double perSecondForTenYears, double bytesWhenFull) {}

  /**
   * Base58 against base62.
   *
   * @param lostShare the share of codes lost at the same length, 0 to 1
   * @param timesSmaller how many times fewer codes there are
   * @param lengthForTheSame the length at which base58 has as many codes as base62 at the asked one
   */
  public record ConfusableCost(double lostShare, double timesSmaller, int lengthForTheSame) {}

  /**
   * Random codes of the asked length.
   *
   * @param collisionOdds the probability of at least one collision, 0 to 1
   * @param expectedPairs how many pairs of links are expected to collide
   * @param linksForEvenOdds how many links make a collision as likely as not
   */
  public record RandomCodes(double collisionOdds, double expectedPairs, double linksForEvenOdds) {}

  /** Answers a question. */
  public static CapacityPlan of(Question question) {
    return new CapacityPlan(
        question,
        Arrays.stream(Notation.values()).map(notation -> keyspace(notation, question)).toList(),
        IntStream.rangeClosed(Math.max(1, question.length - 1), question.length + 1)
            .mapToObj(length -> lifetime(length, question))
            .toList(),
        confusable(question.length),
        random(question),
        new BloomFilter((double) question.links, question.falsePositives),
        new DistinctSketch(USUAL_PRECISION),
        ranges(question.perSecond));
  }

  private static Keyspace keyspace(Notation notation, Question question) {
    int symbols = notation.symbols();
    return new Keyspace(
        notation,
        notation.ofLength(question.length),
        CodeSpace.holding(BigInteger.valueOf(question.links), symbols).length(),
        Birthday.lengthFor((double) question.links, question.confidence, symbols).length());
  }

  private static Lifetime lifetime(int length, Question question) {
    CodeSpace space = Notation.BASE62.ofLength(length);
    return new Lifetime(
        space,
        space.yearsAt(question.perSecond),
        space.perSecondFor(PLANNED_YEARS),
        space.bytesWhenFull(question.bytesPerLink));
  }

  private static ConfusableCost confusable(int length) {
    CodeSpace all = Notation.BASE62.ofLength(length);
    CodeSpace clear = Notation.BASE58.ofLength(length);
    return new ConfusableCost(
        1 - clear.timesLargerThan(all),
        all.timesLargerThan(clear),
        CodeSpace.holding(all.size(), Notation.BASE58.symbols()).length());
  }

  private static List<RangeLease> ranges(double perSecond) {
    return RANGE_SIZES.stream()
        .map(size -> RangeLease.simulate(size, perSecond, new Random(SEED)))
        .toList();
  }

  private static RandomCodes random(Question question) {
    Birthday birthday = Notation.BASE62.ofLength(question.length).birthday();
    return new RandomCodes(
        birthday.collisionOdds((double) question.links),
        birthday.expectedPairs((double) question.links),
        birthday.drawsForOdds(0.5));
  }
}
