package terse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What grows with the number of links: the time until ready, memory, and the CPU time of the
 * redirect threads for a redirect, once of a thousand links again and again, once of links drawn
 * from all.
 */
public final class Growth {
  private static final int BATCH = 10_000;
  private static final int HOT = 1_000;
  private static final int CLIENTS = 16;
  private static final int STARTS = 5;

  private final int many;
  private final Duration time;
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  /** The figures of one size. */
  private record Figures(double hotMicros, double anyMicros) {}

  private Growth(Options options) {
    this.many = options.number("links", 10_000_000);
    this.time = Duration.ofSeconds(options.number("seconds", 10));
  }

  public static void main(String[] arguments) throws Exception {
    var growth = new Growth(Options.of(arguments));
    var few = growth.measure(HOT);
    var much = growth.measure(growth.many);
    Sheet.line(
        "ratio of CPU a redirect: %.2f for %,d hot links (goal 1.25), %.2f for links of all",
        much.hotMicros() / few.hotMicros(), HOT, much.anyMicros() / few.anyMicros());
  }

  private Figures measure(int links) throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    try {
      var paths = fill(folder, links);
      start(folder, links);
      try (var product = Product.start(folder)) {
        var hot = micros(product, paths.subList(0, Math.min(HOT, paths.size())));
        var any = micros(product, paths);
        Sheet.line(
            "%,d links: %.2f µs a redirect (%,d hot links), %.2f µs (any link), %,d MB in memory",
            links, hot, HOT, any, product.proc().residentBytes() >> 20);
        return new Figures(hot, any);
      }
    } finally {
      Product.delete(folder);
    }
  }

  private static void start(Path folder, int links) throws Exception {
    var millis = new ArrayList<Long>();
    var bytes = new ArrayList<Long>();
    for (var start = 0; start < STARTS; start++) {
      try (var product = Product.start(folder)) {
        millis.add(product.readyAfter().toMillis());
        bytes.add(product.proc().residentBytes());
      }
    }
    Collections.sort(millis);
    Sheet.line(
        "%,d links: ready after %,d ms (%,d to %,d in %d starts), %,d MB in memory then",
        links,
        millis.get(STARTS / 2),
        millis.getFirst(),
        millis.getLast(),
        STARTS,
        Collections.max(bytes) >> 20);
  }

  /** Creates the links and returns the paths of at most a million of them. */
  private List<String> fill(Path folder, int links) throws IOException, InterruptedException {
    var paths = new ArrayList<String>();
    try (var product = Product.start(folder)) {
      for (var first = 0; first < links; first += BATCH) {
        var lines = new StringBuilder();
        for (var i = first; i < Math.min(links, first + BATCH); i++) {
          lines.append(Product.line("https://example.com/a/page/of/common/length?number=" + i));
        }
        for (var answer : product.bulk(lines.toString())) {
          if (links <= 1_000_000 || random.nextInt(links) < 1_000_000) {
            var shortUrl = answer.path("link").path("shortUrl").asText();
            paths.add(URI.create(shortUrl).getRawPath());
          }
        }
      }
    }
    return paths;
  }

  private double micros(Product product, List<String> paths) throws Exception {
    visit(product, paths);
    var before = product.proc().cpu(name -> name.startsWith("redirect"));
    var crowd = visit(product, paths);
    var after = product.proc().cpu(name -> name.startsWith("redirect"));
    return after.minus(before).toNanos() / 1e3 / crowd.actions();
  }

  private Crowd visit(Product product, List<String> paths) throws Exception {
    return Crowd.work(
        CLIENTS,
        time,
        () -> {
          var wire = new Wire(product.linkPort());
          return number -> {
            var path = paths.get(Spread.below(paths.size(), number));
            var answer = wire.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            if (answer.status() != 302) {
              throw new IOException(answer.toString());
            }
          };
        });
  }
}
