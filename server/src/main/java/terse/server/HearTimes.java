package terse.link;

import java.util.function.Function;
import terse.code.Scheme;
import terse.code.Source;
import terse.id.HybridStamp;
import terse.id.TextSources;

/**
 * Follows the hybrid logical times in the codes of links that are told of, so that what is minted
 * here afterwards sorts after them.
 */
public final class HearTimes implements LinkObserver {
  private final Function<LinkKey, Scheme> schemes;
  private final TextSources texts;

  /**
   * @param schemes the scheme a generated key was minted under
   */
  public HearTimes(Function<LinkKey, Scheme> schemes, TextSources texts) {
    this.schemes = schemes;
    this.texts = texts;
  }

  @Override
  public void changed(Link link, String code) {
    if (!link.key().isNamed()) {
      Scheme scheme = schemes.apply(link.key());
      if (scheme.source() == Source.HLC) {
        HybridStamp.read(code, scheme.alphabet()).ifPresent(texts::observe);
      }
    }
  }
}
