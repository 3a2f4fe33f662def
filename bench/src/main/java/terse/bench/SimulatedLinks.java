package terse.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.server.redirect.DecisionSource;

/** A store in which every code leads to a link, and which counts how often it is asked. */
final class SimulatedLinks implements DecisionSource {
  private static final String TARGET = "https://www.example.com/articles/2026/what-is-read-most";

  /** What one of them takes in the product's first tier; see docs/adr/0009. */
  static final int BYTES = 184 + TARGET.length();

  private int asked;

  @Override
  public Optional<Link> load(int domain, String code) {
    asked++;
    return Optional.of(
        new Link(
            new LinkKey(domain, 1, Integer.parseInt(code, 36)),
            null,
            TARGET,
            1,
            null,
            List.of(),
            302,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            LinkState.ACTIVE,
            1));
  }

  int asked() {
    return asked;
  }
}
