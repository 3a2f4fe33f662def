package terse.server.api;

import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.link.Link;
import terse.link.LinkIds;
import terse.link.LinkKey;
import terse.link.LinkStore;

/** Finds the public id of a link that a click names by its key. May block on the store. */
public final class LinkNames {
  private final LinkStore store;
  private final LinkIds ids;

  public LinkNames(LinkStore store, LinkIds ids) {
    this.store = store;
    this.ids = ids;
  }

  /** The id, null if there is no such link. */
  @Nullable String idOf(LinkRef ref) {
    Link link = store.find(new LinkKey(ref.domain(), ref.epoch(), ref.number())).orElse(null);
    return link == null ? null : ids.idOf(link);
  }
}
