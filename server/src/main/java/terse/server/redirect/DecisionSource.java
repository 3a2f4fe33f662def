package terse.server.redirect;

import java.util.Optional;
import terse.click.Tier;
import terse.link.Link;

/** Where decisions are loaded from when the cache has none: the resolving of links. */
@FunctionalInterface
public interface DecisionSource {
  /**
   * The link behind a code, in whatever state, tombstones included; empty if there never was one.
   * May block; is only called on the executor given to the cache.
   *
   * @throws terse.fault.TerseException if it cannot be known
   */
  Optional<Link> load(int domain, String code);

  /** The same, with what had it. */
  default Found find(int domain, String code) {
    return new Found(load(domain, code), Tier.STORE);
  }

  /**
   * A link, if there is one, and the tier that had it.
   *
   * @param tier {@link Tier#L2} or {@link Tier#STORE}
   */
  record Found(Optional<Link> link, Tier tier) {}

  /**
   * Whether it may be remembered for some seconds that there is no such link. It may not if another
   * node can make it one without this node being told.
   */
  default boolean mayRememberMissing(int domain, String code) {
    return true;
  }
}
