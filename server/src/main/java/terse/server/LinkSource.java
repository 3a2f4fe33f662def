package terse.server;

import java.util.Optional;
import terse.cache.SharedLinks;
import terse.click.Tier;
import terse.link.Link;
import terse.link.LinkCodes;
import terse.link.ResolveLink;
import terse.server.redirect.DecisionSource;

/**
 * Where the cache loads from. New names are told in the feed, so it may be remembered that there is
 * none; links with generated codes are made without a word.
 *
 * @param shared asked before the store, if there is one
 */
record LinkSource(ResolveLink resolve, LinkCodes codes, Optional<SharedLinks> shared)
    implements DecisionSource {
  @Override
  public Optional<Link> load(int domain, String code) {
    return find(domain, code).link();
  }

  @Override
  public Found find(int domain, String code) {
    if (shared.isEmpty()) {
      return new Found(resolve.resolve(domain, code), Tier.STORE);
    }
    SharedLinks.Found found = shared.get().find(domain, code);
    return new Found(found.link(), found.shared() ? Tier.L2 : Tier.STORE);
  }

  @Override
  public boolean mayRememberMissing(int domain, String code) {
    return codes.parse(domain, code) instanceof LinkCodes.Name;
  }
}
