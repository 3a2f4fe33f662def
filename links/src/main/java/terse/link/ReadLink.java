package terse.link;

/** Shows a caller a link of theirs. Blocks on the store; thread-safe. */
public final class ReadLink {
  private final ResolveLink resolve;

  public ReadLink(ResolveLink resolve) {
    this.resolve = resolve;
  }

  /**
   * The link with an id.
   *
   * @throws terse.fault.TerseException NOT_FOUND if there is none, it is deleted, or it is another
   *     account's: a caller cannot tell which
   */
  public Link read(Caller caller, String id) {
    Link link = resolve.byId(id);
    if (link.state() == LinkState.DELETED || !caller.maySee(link)) {
      throw ResolveLink.missing();
    }
    return link;
  }
}
