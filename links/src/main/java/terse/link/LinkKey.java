package terse.link;

/**
 * The identity of a link: three numbers that never change and are never given out twice.
 *
 * @param domain the domain's number, 1 or more
 * @param epoch what a generated code was minted under: the number of its domain's scheme times
 *     {@link #SCHEME}, plus the key epoch, 1 or more; {@link #NAMED} for links under a name that a
 *     person chose
 * @param number the counter value, 0 or more, unique within (domain, epoch)
 */
public record LinkKey(int domain, int epoch, long number) implements Comparable<LinkKey> {
  /** The epoch of links that live under a chosen name instead of a generated code. */
  public static final int NAMED = 0;

  /** One more than the greatest key epoch: what the scheme counts in {@code epoch}. */
  public static final int SCHEME = 1 << 16;

  public LinkKey {
    if (domain < 1 || epoch < 0 || number < 0) {
      throw new IllegalArgumentException("not a link key: " + domain + "/" + epoch + "/" + number);
    }
  }

  /**
   * The epoch of codes minted under a scheme and a key.
   *
   * @param scheme the number of the domain's scheme, 0 or more
   * @param keyEpoch 1 or more, below {@link #SCHEME}
   */
  public static int epoch(int scheme, int keyEpoch) {
    if (keyEpoch < 1 || keyEpoch >= SCHEME) {
      throw new IllegalArgumentException("not a key epoch: " + keyEpoch);
    }
    return Math.addExact(Math.multiplyExact(scheme, SCHEME), keyEpoch);
  }

  /** The number of the scheme that the code was minted under; 0 for a named link. */
  public int scheme() {
    return epoch / SCHEME;
  }

  /** The key epoch that the code was minted under; {@link #NAMED} for a named link. */
  public int keyEpoch() {
    return epoch % SCHEME;
  }

  /** Whether the link lives under a chosen name. */
  public boolean isNamed() {
    return epoch == NAMED;
  }

  @Override
  public int compareTo(LinkKey other) {
    int byDomain = Integer.compare(domain, other.domain);
    if (byDomain != 0) {
      return byDomain;
    }
    int byEpoch = Integer.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
  }
}
