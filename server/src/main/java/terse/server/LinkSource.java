package terse.server;

import java.util.Optional;
import terse.link.Link;
import terse.link.LinkCodes;
import terse.link.ResolveLink;
import terse.server.redirect.DecisionSource;

/**
 * Where the cache loads from. New names are told in the feed, so it may be remembered that there is
 * none; links with generated codes are made without a word.
 */
record LinkSource(ResolveLink resolve, LinkCodes codes) implements DecisionSource {
  @Override
  public Optional<Link> load(int domain, String code) {
    return resolve.resolve(domain, code);
  }

  @Override
  public boolean mayRememberMissing(int domain, String code) {
    return codes.parse(domain, code) instanceof LinkCodes.Name;
  }
}
