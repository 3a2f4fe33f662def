package terse.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Tells where a short URL leads, without counting a click. Blocks on the store; thread-safe. */
public final class ExpandShortUrl {
  private final Domains domains;
  private final ResolveLink resolve;
  private final InstantSource clock;

  public ExpandShortUrl(Domains domains, ResolveLink resolve, InstantSource clock) {
    this.domains = domains;
    this.resolve = resolve;
    this.clock = clock;
  }

  /**
   * The live link behind a short URL.
   *
   * @param shortUrl as people pass it on: with or without scheme, or the bare code of the default
   *     domain; a query, a fragment and the {@code +} of the preview page are passed over
   * @throws TerseException INVALID_URL if it is no URL, NOT_FOUND if it leads nowhere, GONE if the
   *     link is expired, disabled or deleted
   */
  public Link expand(String shortUrl) {
    LinkIds.Reference reference = read(shortUrl);
    Link link =
        resolve.resolve(reference.domain(), reference.code()).orElseThrow(ResolveLink::missing);
    if (!link.isLive(clock.instant())) {
      throw new TerseException(Fault.GONE, "The link has expired, is disabled or was deleted.");
    }
    return link;
  }

  /**
   * The domain and the code that a short URL names, whether there is such a link or not.
   *
   * @param shortUrl as in {@link #expand}
   * @throws TerseException INVALID_URL if it is no URL, NOT_FOUND if no such domain is here
   */
  public LinkIds.Reference read(String shortUrl) {
    URI uri = parse(shortUrl.strip());
    Domain domain = uri.getRawAuthority() == null ? domains.defaultDomain() : domain(uri);
    return new LinkIds.Reference(domain.id(), code(uri));
  }

  private static URI parse(String text) {
    try {
      boolean absolute = text.contains("://");
      boolean bare = !text.contains("/");
      return new URI(absolute ? text : bare ? "/" + text : "//" + text);
    } catch (URISyntaxException e) {
      throw new TerseException(Fault.INVALID_URL, "shortUrl: that is no URL.");
    }
  }

  private Domain domain(URI uri) {
    return domains.find(uri.getRawAuthority()).orElseThrow(ResolveLink::missing);
  }

  private static String code(URI uri) {
    String path = uri.isOpaque() ? "" : uri.getPath();
    String code = path.startsWith("/") ? path.substring(1) : path;
    return code.endsWith("+") ? code.substring(0, code.length() - 1) : code;
  }
}
