package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkCodes;
import terse.link.LinkIds;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.url.WebUrl;
import terse.visit.Usage;
import terse.visit.VisitStore;

/** The JSON of a link. */
public final class LinkJson {
  private final Addresses addresses;
  private final LinkCodes codes;
  private final LinkIds ids;
  private final VisitStore visits;
  private final InstantSource clock;

  public LinkJson(
      Addresses addresses, LinkCodes codes, LinkIds ids, VisitStore visits, InstantSource clock) {
    this.addresses = addresses;
    this.codes = codes;
    this.ids = ids;
    this.visits = visits;
    this.clock = clock;
  }

  /**
   * How far the visits of those of the links that are limited are used. Blocks on the store; asks
   * it nothing if none is.
   */
  public Map<LinkKey, Usage> usage(List<Link> links) {
    return visits.usage(links.stream().filter(Link::isLimited).map(Link::key).toList());
  }

  void write(JsonGenerator out, Link link, Map<LinkKey, Usage> usage) throws IOException {
    write(out, link, codes.codeOf(link), usage);
  }

  void write(JsonGenerator out, Link link, String code, Map<LinkKey, Usage> usage)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("id", ids.idOf(link, code));
    out.writeStringField("code", code);
    out.writeStringField("shortUrl", addresses.shortUrl(link.key().domain(), code));
    writeTarget(out, link.target());
    out.writeStringField("domain", addresses.host(link.key().domain()));
    out.writeStringField("alias", link.key().isNamed() ? link.name() : null);
    out.writeStringField("title", link.title());
    out.writeArrayFieldStart("tags");
    for (String tag : link.tags()) {
      out.writeString(tag);
    }
    out.writeEndArray();
    out.writeNumberField("status", link.status());
    out.writeStringField("state", state(link));
    out.writeStringField("createdAt", link.createdAt().toString());
    out.writeStringField("updatedAt", link.updatedAt().toString());
    out.writeStringField("expiresAt", text(link.expiresAt()));
    writeVisits(out, link.maxVisits(), usage.get(link.key()));
    out.writeNumberField("version", link.version());
    out.writeEndObject();
  }

  private static void writeVisits(JsonGenerator out, @Nullable Integer limit, @Nullable Usage usage)
      throws IOException {
    if (limit == null) {
      out.writeNullField("maxVisits");
      out.writeNullField("visitsUsed");
      out.writeNullField("visitsLeft");
      return;
    }
    int used = usage == null ? 0 : usage.answered();
    out.writeNumberField("maxVisits", limit);
    out.writeNumberField("visitsUsed", used);
    out.writeNumberField("visitsLeft", Math.max(0, limit - used));
  }

  /** What every visitor of the short URL learns anyway. */
  void writePublic(JsonGenerator out, Link link) throws IOException {
    String code = codes.codeOf(link);
    out.writeStartObject();
    out.writeStringField("id", ids.idOf(link, code));
    out.writeStringField("code", code);
    out.writeStringField("shortUrl", addresses.shortUrl(link.key().domain(), code));
    writeTarget(out, link.target());
    out.writeStringField("expiresAt", text(link.expiresAt()));
    out.writeEndObject();
  }

  private static void writeTarget(JsonGenerator out, String target) throws IOException {
    out.writeStringField("url", target);
    if (target.contains("xn--")) {
      WebUrl url = WebUrl.parse(target);
      out.writeStringField("unicodeUrl", url.display());
      out.writeStringField("displayHost", url.unicodeHost());
    } else {
      out.writeStringField("unicodeUrl", target);
      out.writeStringField("displayHost", host(target));
    }
  }

  /** The host of a serialised URL, whose scheme and host are always there and lower-case. */
  private static String host(String target) {
    int start = target.indexOf("://") + 3;
    int slash = target.indexOf('/', start);
    String authority = target.substring(start, slash < 0 ? target.length() : slash);
    int port = authority.lastIndexOf(':');
    return port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
  }

  private String state(Link link) {
    if (link.state() == LinkState.DISABLED) {
      return "disabled";
    }
    return link.isExpired(clock.instant()) ? "expired" : "active";
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
