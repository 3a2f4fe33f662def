package terse.link;

import terse.fault.Fault;
import terse.fault.TerseException;

/** Lists a caller's links. Blocks on the store; thread-safe. */
public final class ListLinks {
  private static final int LARGEST_PAGE = 500;

  private final LinkStore store;

  public ListLinks(LinkStore store) {
    this.store = store;
  }

  /**
   * One page. Who is no admin sees their own links, whatever owner the query names.
   *
   * @throws TerseException INVALID_REQUEST for a page size other than 1 to 500, INVALID_CURSOR for
   *     a cursor of another query
   */
  public LinkPage list(Caller caller, LinkQuery query) {
    if (query.limit() < 1 || query.limit() > LARGEST_PAGE) {
      throw new TerseException(
          Fault.INVALID_REQUEST, "limit: ask for 1 to " + LARGEST_PAGE + " links a page.");
    }
    return store.list(caller.admin() ? query : query.ownedBy(caller.account()));
  }
}
