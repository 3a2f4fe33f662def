package terse.server.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkCodes;
import terse.link.LinkIds;
import terse.link.LinkState;
import terse.server.api.Addresses;
import terse.server.api.LinkJson;
import terse.url.WebUrl;
import terse.visit.Usage;

/** Turns links into what pages show of them. */
final class LinkViews {
  private final LinkCodes codes;
  private final LinkIds ids;
  private final Addresses addresses;
  private final LinkJson json;
  private final InstantSource clock;

  LinkViews(Site site) {
    this.codes = site.codes();
    this.ids = site.parts().ids();
    this.addresses = site.addresses();
    this.json = site.parts().json();
    this.clock = site.parts().clock();
  }

  LinkView of(Link link, @Nullable Spark lately) {
    String code = codes.codeOf(link);
    String shortUrl = addresses.shortUrl(link.key().domain(), code);
    return new LinkView(
        ids.idOf(link, code),
        shortUrl,
        shortUrl.substring(shortUrl.indexOf("://") + 3),
        link.target(),
        readable(link.target()),
        link.title(),
        link.tags(),
        new Moment(link.createdAt()),
        new Moment(link.updatedAt()),
        moment(link.expiresAt()),
        visits(link),
        state(link),
        link.version(),
        lately);
  }

  private static @Nullable Moment moment(@Nullable Instant instant) {
    return instant == null ? null : new Moment(instant);
  }

  private @Nullable String visits(Link link) {
    Usage usage = json.usage(List.of(link)).get(link.key());
    return link.maxVisits() == null
        ? null
        : (usage == null ? 0 : usage.answered()) + " of " + link.maxVisits();
  }

  private static String readable(String target) {
    return target.contains("xn--") ? WebUrl.parse(target).display() : target;
  }

  private LinkView.State state(Link link) {
    if (link.state() == LinkState.DISABLED) {
      return LinkView.State.DISABLED;
    }
    return link.isExpired(clock.instant()) ? LinkView.State.EXPIRED : LinkView.State.ACTIVE;
  }
}
