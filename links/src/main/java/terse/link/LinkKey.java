package terse.link;

/**
 * The identity of a link: three numbers that never change and are never given out twice.
 *
 * @param domain the domain's number, 1 or more
 * @param epoch the key epoch a generated code was minted under, 1 or more; {@link #NAMED} for links
 *     under a name that a person chose
 * @param number the counter value, 0 or more, unique within (domain, epoch)
 */
public record LinkKey(int domain, int epoch, long number) implements Comparable<LinkKey> {
  /** The epoch of links that live under a chosen name instead of a generated code. */
  public static final int NAMED = 0;

  public LinkKey {
    if (domain < 1 || epoch < 0 || number < 0) {
      throw new IllegalArgumentException("not a link key: " + domain + "/" + epoch + "/" + number);
    }
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
