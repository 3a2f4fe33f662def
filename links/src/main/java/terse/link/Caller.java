package terse.link;

/**
 * On whose behalf something is done.
 *
 * @param account the account, 1 or more
 * @param admin whether every account's links may be seen and changed
 */
public record Caller(int account, boolean admin) {
  /** Whether this caller may know of the link at all. */
  public boolean maySee(Link link) {
    return admin || link.owner() == account;
  }
}
