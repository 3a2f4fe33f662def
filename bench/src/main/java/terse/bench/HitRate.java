package terse.bench;

import java.util.List;
import java.util.Locale;

/**
 * Hit rates of the product's first tier beside plain LRU and LRU with a fixed lifetime, on the same
 * requests, against the memory each may take. Time is simulated and the same seed gives the same
 * requests, so nothing else on the machine matters.
 */
final class HitRate {
  private static final int LINKS = 200_000;
  private static final int REQUESTS = 2_000_000;
  private static final int REQUESTS_A_SECOND = 500;
  private static final int[] PERCENT = {1, 2, 5, 10, 25};

  private HitRate() {}

  public static void main(String[] arguments) {
    Sheet.line(
        "%,d links, %,d requests, %d a second; memory as a share of what all links would take.",
        LINKS, REQUESTS, REQUESTS_A_SECOND);
    Sheet.line("");
    Sheet.line("| requests | memory | LRU | LRU, 5 min | first tier | of which loaded ahead |");
    Sheet.line("|---|---|---|---|---|---|");
    List<RequestPattern> patterns =
        List.of(
            new RequestPattern("Zipf 0.9", 0.9, 0, 0),
            new RequestPattern("Zipf 1.1", 1.1, 0, 0),
            new RequestPattern("flash crowds", 0.9, 0.3, 0),
            new RequestPattern("one-time links", 0.9, 0, 0.3),
            new RequestPattern("crowds and one-time links", 0.9, 0.2, 0.2));
    patterns.forEach(HitRate::measure);
  }

  private static void measure(RequestPattern pattern) {
    for (int percent : PERCENT) {
      long bytes = (long) LINKS * SimulatedLinks.BYTES * percent / 100;
      double lru = share(new LruTier(bytes, Long.MAX_VALUE), pattern);
      double fixed = share(new LruTier(bytes, 300), pattern);
      ProductTier product = new ProductTier(bytes);
      double ours = share(product, pattern);
      Sheet.line(
          "| %s | %.1f MB (%d %%) | %.1f %% | %.1f %% | %.1f %% | %.2f %% |",
          pattern.name(),
          bytes / 1e6,
          percent,
          100 * lru,
          100 * fixed,
          100 * ours,
          100.0 * product.ahead() / REQUESTS);
    }
  }

  /** The share of the requests that a tier answers; the first fifth only fills it. */
  private static double share(SimulatedTier tier, RequestPattern pattern) {
    RequestPattern.Requests requests = pattern.over(LINKS, REQUESTS_A_SECOND);
    int measured = 0;
    int hits = 0;
    for (int request = 0; request < REQUESTS; request++) {
      boolean hit = tier.hit(requests.next(request), request / REQUESTS_A_SECOND);
      if (request >= REQUESTS / 5) {
        measured++;
        hits += hit ? 1 : 0;
      }
    }
    return (double) hits / measured;
  }

  /** Something that remembers links. */
  interface SimulatedTier {
    /** Whether it has a link at a second; from then on it may have it. */
    boolean hit(int link, int second);
  }

  /** The codes that the links of the simulation have. */
  static String code(int link) {
    return String.format(Locale.ROOT, "%7s", Integer.toString(link, 36)).replace(' ', '0');
  }
}
