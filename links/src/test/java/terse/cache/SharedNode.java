package terse.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.FeedGate;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/** One of several nodes over a store and a shared cache, with a feed that a test turns by hand. */
final class SharedNode {
  static final int DOMAIN = 1;

  /** The store: links by code, and how often each was read. */
  static final class Store {
    final Map<String, Link> links = new HashMap<>();
    int reads;
    boolean down;
    Runnable afterRead = () -> {};

    Link put(String code, String target, long version) {
      Link link =
          new Link(
              new LinkKey(DOMAIN, 1, code.hashCode() & 0xffff),
              null,
              target,
              7,
              "Title",
              List.of("a", "b"),
              302,
              Instant.EPOCH,
              Instant.EPOCH,
              Instant.parse("2027-01-01T00:00:00Z"),
              3,
              LinkState.ACTIVE,
              version);
      links.put(code, link);
      return link;
    }

    Optional<Link> read(int domain, String code) {
      reads++;
      if (down) {
        throw new TerseException(Fault.STORE_UNAVAILABLE, "down");
      }
      Optional<Link> read = Optional.ofNullable(links.get(code));
      afterRead.run();
      return read;
    }
  }

  final RecentChanges changes;
  final SharedLinks links;
  long position;

  SharedNode(SharedCache cache, Store store, InstantSource clock, Duration lease, long seed) {
    changes = new RecentChanges(() -> position, 100);
    changes.knownSince(0);
    links =
        new SharedLinks(
            cache,
            store::read,
            FeedGate.OPEN,
            changes,
            () -> "t:",
            new SharedLinks.Settings(Duration.ofHours(1), lease),
            clock,
            new Random(seed));
  }

  /** The feed tells of a change at a position. */
  void told(long at, String code, long version) {
    changes.outdated(DOMAIN, code, version);
    position = at;
  }

  @Nullable String target(String code) {
    return links.find(DOMAIN, code).link().map(Link::target).orElse(null);
  }
}
