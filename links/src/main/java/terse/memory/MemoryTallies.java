package terse.memory;

import java.util.List;
import terse.visit.Tallies;
import terse.visit.Tally;

/** Tallies that end with their process, for links that do, too. */
public final class MemoryTallies implements Tallies {
  private final String holder;

  /**
   * @param holder this start of this node
   */
  public MemoryTallies(String holder) {
    this.holder = holder;
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public Tally open(long block, int visits) {
    return new Tally(visits) {
      @Override
      protected void note() {}

      @Override
      protected void release() {}
    };
  }

  @Override
  public List<Remains> remains() {
    return List.of();
  }

  @Override
  public void forget() {}

  @Override
  public void close() {}
}
