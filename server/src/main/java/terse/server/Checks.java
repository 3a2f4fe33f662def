package terse.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import terse.feed.Feed;
import terse.feed.Standing;
import terse.server.ops.Health;
import terse.server.redirect.LinkListener;

/** What makes the server ready, part by part. */
final class Checks {
  private static final long STUCK_NANOS = 5_000_000_000L;

  private Checks() {}

  static Health of(Stores stores, Optional<Clicks> clicks, LinkListener redirects, Feed feed) {
    Map<String, Health.Check> parts = new LinkedHashMap<>();
    parts.put("links", () -> stores.links().feedPosition() >= 0);
    parts.put("feed", () -> feed.standing(System.nanoTime()) == Standing.CURRENT);
    parts.put("redirects", () -> redirects.metrics().loopLagNanos() < STUCK_NANOS);
    clicks.ifPresent(kept -> parts.put("clicks", () -> !kept.pump().ended()));
    return new Health(parts);
  }
}
