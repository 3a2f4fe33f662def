package terse.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import terse.server.ops.Health;
import terse.server.redirect.LinkListener;

/** What makes the server ready, part by part. */
final class Checks {
  private static final long STUCK_NANOS = 5_000_000_000L;

  private Checks() {}

  static Health of(Stores stores, Optional<Clicks> clicks, LinkListener redirects) {
    Map<String, Health.Check> parts = new LinkedHashMap<>();
    parts.put("links", () -> stores.links().feedPosition() >= 0);
    parts.put("redirects", () -> redirects.metrics().loopLagNanos() < STUCK_NANOS);
    clicks.ifPresent(kept -> parts.put("clicks", kept.pump()::running));
    return new Health(parts);
  }
}
