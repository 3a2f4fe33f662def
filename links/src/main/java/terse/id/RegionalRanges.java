package terse.id;

/**
 * The ranges of one region among several: its arbiter counts 0, 1, 2, …, and each of these stands
 * for a number that is this region's alone.
 */
public final class RegionalRanges implements RangeStore {
  private final RangeStore own;
  private final Region region;

  /**
   * @param own the region's arbiter, which no other region asks
   */
  public RegionalRanges(RangeStore own, Region region) {
    this.own = own;
    this.region = region;
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    Range range = own.lease(domain, epoch, size);
    return new Range(region.number(range.from()), region.mark(range.to()), region.count());
  }

  @Override
  public long mark(int domain, int epoch) {
    return region.mark(own.mark(domain, epoch));
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    own.raise(domain, epoch, region.ownBelow(mark));
  }

  @Override
  public long seal(int domain, int epoch) {
    return region.mark(own.seal(domain, epoch));
  }
}
