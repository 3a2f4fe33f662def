package terse.server.redirect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/** Links by (domain, code), as a store would hold them. */
final class LinkTable implements DecisionSource {
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  final AtomicInteger loads = new AtomicInteger();
  private final Map<DecisionKey, Link> links = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  volatile @Nullable RuntimeException trouble;

  @Override
  public Optional<Link> load(int domain, String code) {
    loads.incrementAndGet();
    RuntimeException now = trouble;
    if (now != null) {
      throw now;
    }
    return Optional.ofNullable(links.get(new DecisionKey(domain, code)));
  }

  Link add(String code, String target) {
    return put(code, link(1, target, 302, null));
  }

  Link named(String name, String target) {
    Link link = link(1, target, 302, null);
    LinkKey key = new LinkKey(1, LinkKey.NAMED, link.key().number());
    return new Link(
        key,
        name,
        target,
        7,
        null,
        List.of(),
        302,
        CREATED,
        CREATED,
        null,
        null,
        LinkState.ACTIVE,
        1);
  }

  Link put(String code, Link link) {
    links.put(new DecisionKey(link.key().domain(), code), link);
    return link;
  }

  Link link(int domain, String target, int status, @Nullable Instant expiresAt) {
    LinkKey key = new LinkKey(domain, 1, numbers.getAndIncrement());
    return new Link(
        key,
        null,
        target,
        7,
        null,
        List.of(),
        status,
        CREATED,
        CREATED,
        expiresAt,
        null,
        LinkState.ACTIVE,
        1);
  }

  void remove(String code) {
    links.remove(new DecisionKey(1, code));
  }

  /** The next version of a link. */
  static Link next(Link link, String target, LinkState state) {
    return version(link, target, state, link.version() + 1);
  }

  /** Another target under the same version, which no store writes. */
  static Link sameVersion(Link link, String target) {
    return version(link, target, link.state(), link.version());
  }

  private static Link version(Link link, String target, LinkState state, long version) {
    return new Link(
        link.key(),
        link.name(),
        target,
        link.owner(),
        link.title(),
        link.tags(),
        link.status(),
        link.createdAt(),
        link.updatedAt(),
        link.expiresAt(),
        null,
        state,
        version);
  }
}
