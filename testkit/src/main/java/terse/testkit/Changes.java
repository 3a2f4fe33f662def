package terse.testkit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkState;

/** Edits of links, a minute after the last one. */
public final class Changes {
  private Changes() {}

  public static Link target(Link link, String target) {
    return of(
        link, target, link.title(), link.tags(), link.expiresAt(), link.maxVisits(), link.state());
  }

  public static Link title(Link link, @Nullable String title) {
    return of(
        link, link.target(), title, link.tags(), link.expiresAt(), link.maxVisits(), link.state());
  }

  public static Link tags(Link link, List<String> tags) {
    return of(
        link, link.target(), link.title(), tags, link.expiresAt(), link.maxVisits(), link.state());
  }

  public static Link expiry(Link link, @Nullable Instant expiresAt) {
    return of(
        link, link.target(), link.title(), link.tags(), expiresAt, link.maxVisits(), link.state());
  }

  public static Link maxVisits(Link link, @Nullable Integer maxVisits) {
    return of(
        link, link.target(), link.title(), link.tags(), link.expiresAt(), maxVisits, link.state());
  }

  public static Link state(Link link, LinkState state) {
    return of(
        link, link.target(), link.title(), link.tags(), link.expiresAt(), link.maxVisits(), state);
  }

  /** The tombstone of a link. */
  public static Link deleted(Link link) {
    return of(link, "", null, List.of(), link.expiresAt(), null, LinkState.DELETED);
  }

  private static Link of(
      Link link,
      String target,
      @Nullable String title,
      List<String> tags,
      @Nullable Instant expiresAt,
      @Nullable Integer maxVisits,
      LinkState state) {
    return new Link(
        link.key(),
        link.name(),
        target,
        link.owner(),
        title,
        tags,
        link.status(),
        link.createdAt(),
        link.updatedAt().plusSeconds(60),
        expiresAt,
        maxVisits,
        state,
        link.version());
  }
}
