package terse.visit;

/**
 * How many visits a block gets. At most half of what would be each holder's share is handed out, so
 * that blocks shrink to 1 as a limit comes near, and little waits with one node while another is
 * asked.
 */
public final class BlockSize {
  private BlockSize() {}

  /**
   * The size of a block.
   *
   * @param wanted what would be useful, 1 or more
   * @param left visits that can be taken, 1 or more
   * @param holders how many hold blocks of the link
   * @return 1 to {@code left}
   */
  public static int of(int wanted, int left, int holders) {
    int share = left / (2 * (Math.min(holders, left) + 1));
    return Math.max(1, Math.min(wanted, share));
  }
}
