package terse.server.api;

import java.util.List;
import java.util.stream.Stream;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.ExpandShortUrl;
import terse.link.Link;
import terse.link.LinkIds;
import terse.link.SuggestLinks;
import terse.server.security.RateLimiter;

/** Tells where a short URL leads, or what an unknown one may have been meant as. */
public final class ExpandEndpoint {
  private final ExpandShortUrl expand;
  private final SuggestLinks suggest;
  private final RateLimiter limiter;
  private final Addresses addresses;
  private final LinkJson json;

  /**
   * @param limiter how often a key is told what it may have meant
   */
  public ExpandEndpoint(
      ExpandShortUrl expand,
      SuggestLinks suggest,
      RateLimiter limiter,
      Addresses addresses,
      LinkJson json) {
    this.expand = expand;
    this.suggest = suggest;
    this.limiter = limiter;
    this.addresses = addresses;
    this.json = json;
  }

  Answer expand(Call call) {
    String shortUrl = call.query().getOrDefault("shortUrl", "");
    try {
      return shown(expand.expand(shortUrl), call);
    } catch (TerseException e) {
      throw e.fault() == Fault.NOT_FOUND ? advised(e, call, shortUrl) : e;
    }
  }

  /** What is behind a limited link is seen by following it, which counts. */
  private Answer shown(Link link, Call call) {
    return link.isLimited() && !call.who().maySee(link)
        ? Problem.answer(hidden(), ApiHandler.PREFIX + "expand")
        : Answer.json(200, out -> json.writePublic(out, link));
  }

  private static TerseException hidden() {
    return new TerseException(
        Fault.NOT_FOUND,
        "The link opens a limited number of times; where it leads is shown to its owner only.");
  }

  private TerseException advised(TerseException unknown, Call call, String shortUrl) {
    LinkIds.Reference meant = expand.read(shortUrl);
    if (!suggest.canHelp(meant.domain(), meant.code())
        || !limiter.take(call.caller().id()).granted()) {
      return unknown;
    }
    SuggestLinks.Suggestion found = suggest.suggest(meant.domain(), meant.code(), call.who());
    List<String> urls =
        Stream.concat(Stream.ofNullable(found.follow()), found.offered().stream())
            .map(code -> addresses.shortUrl(meant.domain(), code))
            .toList();
    return TerseException.suggesting(unknown, urls);
  }
}
