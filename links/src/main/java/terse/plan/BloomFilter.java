package terse.plan;

/**
 * The size of a Bloom filter with the best number of hash functions for what it holds.
 *
 * @param keys how many keys it holds
 * @param falsePositives the share of absent keys it takes for present, between 0 and 1
 */
public record BloomFilter(double keys, double falsePositives) {
  public BloomFilter {
    if (!(falsePositives > 0 && falsePositives < 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, not " + falsePositives);
    }
  }

  /** Bits for each key: -log2(p) / ln 2. */
  public double bitsPerKey() {
    return -Math.log(falsePositives) / (Math.log(2) * Math.log(2));
  }

  /** Bytes for each key. */
  public double bytesPerKey() {
    return bitsPerKey() / 8;
  }

  /** Bytes for the whole filter. */
  public double bytes() {
    return keys * bytesPerKey();
  }

  /** How many hash functions it takes, rounded. */
  public int hashFunctions() {
    return (int) Math.max(1, Math.round(bitsPerKey() * Math.log(2)));
  }
}
