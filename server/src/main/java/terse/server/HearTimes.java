package terse.server;

import java.util.Optional;
import terse.code.Schemes;
import terse.code.Source;
import terse.feed.RememberedLinks;
import terse.id.HybridStamp;
import terse.id.TextSources;
import terse.link.Link;
import terse.link.LinkObserver;
import terse.server.redirect.DecisionSource;

/**
 * Follows the hybrid logical times in the codes of links that are read from the store or told of,
 * so that what is minted here afterwards sorts after them. Thread-safe.
 */
final class HearTimes implements LinkObserver, RememberedLinks {
  private final Schemes schemes;
  private final TextSources texts;

  HearTimes(Schemes schemes, TextSources texts) {
    this.schemes = schemes;
    this.texts = texts;
  }

  @Override
  public void changed(Link link, String code) {
    if (!link.key().isNamed()) {
      hear(link.key().domain(), code);
    }
  }

  @Override
  public void outdated(int domain, String code, long version) {
    hear(domain, code);
  }

  /** What was heard of stays heard of. */
  @Override
  public void forgetAll() {}

  private void hear(int domain, String code) {
    schemes.of(domain).stream()
        .filter(scheme -> scheme.source() == Source.HLC)
        .flatMap(scheme -> HybridStamp.read(code, scheme.alphabet()).stream())
        .forEach(texts::observe);
  }

  /** The same source, listened to. */
  DecisionSource of(DecisionSource source) {
    return new DecisionSource() {
      @Override
      public Optional<Link> load(int domain, String code) {
        return find(domain, code).link();
      }

      @Override
      public Found find(int domain, String code) {
        Found found = source.find(domain, code);
        found.link().ifPresent(link -> changed(link, code));
        return found;
      }

      @Override
      public boolean mayRememberMissing(int domain, String code) {
        return source.mayRememberMissing(domain, code);
      }
    };
  }
}
