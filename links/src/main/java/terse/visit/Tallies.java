package terse.visit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a node keeps the tallies of the blocks it holds, this start of it and those before. */
public interface Tallies extends AutoCloseable {

  /**
   * This start of this node; never used again. Blocks at the first call, until blocks can be noted.
   *
   * @throws terse.fault.TerseException if they cannot
   */
  String holder();

  /** The tally of a block just taken, null if there is no room for one now. */
  @Nullable Tally open(long block, int visits);

  /** What earlier starts left behind that did not end in good order. */
  List<Remains> remains();

  /** Ends it. What is not forgotten by then is for the next start to read. */
  @Override
  void close();

  /** Every block of this start is settled: nothing is to be read at the next one. */
  void forget();

  /** The tallies of a start that is over. */
  interface Remains {
    String holder();

    /** How many visits of one of its blocks were answered, or may have been. */
    int answered(Block block);

    /** Drops it: its blocks are settled. */
    void forget();
  }
}
