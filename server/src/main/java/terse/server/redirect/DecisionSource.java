package terse.server.redirect;

import java.util.Optional;
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

  /**
   * Whether it may be remembered for some seconds that there is no such link. It may not if another
   * node can make it one without this node being told.
   */
  default boolean mayRememberMissing(int domain, String code) {
    return true;
  }
}
