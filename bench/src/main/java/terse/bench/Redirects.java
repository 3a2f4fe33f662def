package terse.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Redirects beside nginx with the same links, one core each, in turns: CPU time of a redirect on
 * the threads that redirect, CPU time of the whole process until its click is visible, and latency
 * at half load. The server is the shipped one; every click is counted afterwards.
 */
public final class Redirects {
  private static final int SERVERS_CORE = 0;
  private static final int LOAD_CORE = 1;
  private static final int BATCH = 10_000;
  private static final String HEADERS =
      """
       HTTP/1.1
      Host: localhost
      Connection: keep-alive
      sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"
      sec-ch-ua-mobile: ?0
      sec-ch-ua-platform: "Linux"
      Upgrade-Insecure-Requests: 1
      User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8
      Referer: https://www.example.org/some/page
      Accept-Encoding: gzip, deflate, br
      Accept-Language: en-US,en;q=0.9

      """
          .replace("\n", "\r\n");

  private final int links;
  private final int rounds;
  private final Duration time;
  private final Duration warmUp;

  /** What one server spent on its rounds. */
  private static final class Spent {
    final List<Double> redirectMicros = new ArrayList<>();
    final List<Double> wholeMicros = new ArrayList<>();
    double best;
    long answers;

    double redirect() {
      return median(redirectMicros);
    }

    double whole() {
      return median(wholeMicros);
    }

    private static double median(List<Double> values) {
      return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
  }

  /** Latencies in milliseconds of several rounds: of the middle one, 99 % and 99.9 %. */
  private static final class Tail {
    private static final double[] SHARES = {0.5, 0.99, 0.999};
    final List<double[]> rounds = new ArrayList<>();

    void add(Flood.Outcome outcome) {
      rounds.add(Arrays.stream(SHARES).map(outcome::millis).toArray());
    }

    double median(int share) {
      return Spent.median(rounds.stream().map(round -> round[share]).toList());
    }

    String last() {
      var last = rounds.getLast();
      return text(last[0], last[1], last[2]);
    }

    @Override
    public String toString() {
      return text(median(0), median(1), median(2));
    }

    private static String text(double p50, double p99, double p999) {
      return "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms".formatted(p50, p99, p999);
    }
  }

  private Redirects(Options options) {
    this.links = options.number("links", 100_000);
    this.rounds = options.number("rounds", 7);
    this.time = Duration.ofSeconds(options.number("seconds", 5));
    this.warmUp = Duration.ofSeconds(options.number("warm-up", 30));
  }

  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    var nginxFolder = Files.createTempDirectory("terse-bench-nginx");
    try {
      new Redirects(Options.of(arguments)).measure(folder, nginxFolder);
    } finally {
      Product.delete(folder);
      Product.delete(nginxFolder);
    }
  }

  private void measure(Path folder, Path nginxFolder) throws Exception {
    pin(SERVERS_CORE);
    try (var product = Product.start(folder, "--link-loops", "1")) {
      var targets = create(product);
      try (var nginx = Nginx.start(nginxFolder, freePort(), targets)) {
        pin(LOAD_CORE);
        var requests = requests(targets.keySet());
        try (var ours = new Flood(product.linkPort(), requests);
            var theirs = new Flood(nginx.port(), requests)) {
          compare(product, nginx, ours, theirs);
        }
      }
    }
  }

  private void compare(Product product, Nginx nginx, Flood ours, Flood theirs) throws Exception {
    var terse = new Spent();
    var other = new Spent();
    terse.answers += ours.closed(warmUp).answers();
    theirs.closed(Duration.ofSeconds(2));
    product.awaitClicksVisible();
    for (var round = 0; round < rounds; round++) {
      terse(product, ours, terse);
      nginx(nginx, theirs, other);
      Sheet.line(
          "round %d: Terse %.2f µs a redirect, %.2f µs until visible; nginx %.2f µs",
          round + 1,
          terse.redirectMicros.getLast(),
          terse.wholeMicros.getLast(),
          other.redirectMicros.getLast());
    }
    Sheet.line(
        "median: Terse %.2f µs, nginx with access log %.2f µs: ratio %.2f (goal 0.90)",
        terse.redirect(), other.redirect(), terse.redirect() / other.redirect());
    Sheet.line(
        "whole process until every click is visible: %.2f µs: ratio %.2f (goal 1.50)",
        terse.whole(), terse.whole() / other.redirect());
    tails(ours, theirs, terse, Math.min(terse.best, other.best) / 2);
    product.awaitClicksVisible();
    var stats = product.get("/stats");
    var reported = stats.path("clicks").asLong() + stats.path("botClicks").asLong();
    Sheet.line("clicks reported %,d of %,d redirects answered", reported, terse.answers);
    if (reported != terse.answers) {
      throw new IllegalStateException("clicks were lost or counted twice");
    }
  }

  /** Latency at a steady rate, in turns: the medians of the rounds, since one stall spoils one. */
  private void tails(Flood ours, Flood theirs, Spent terse, double rate) throws IOException {
    var tail = new Tail();
    var other = new Tail();
    for (var round = 0; round < rounds; round++) {
      var outcome = ours.open(time, rate);
      terse.answers += outcome.answers();
      tail.add(outcome);
      other.add(theirs.open(time, rate));
      Sheet.line("round %d: Terse %s; nginx %s", round + 1, tail.last(), other.last());
    }
    Sheet.line("at %,.0f a second, medians: Terse %s; nginx %s", rate, tail, other);
    Sheet.line("p99.9 ratio %.2f (goal 2.00)", tail.median(2) / other.median(2));
  }

  private void terse(Product product, Flood flood, Spent spent) throws Exception {
    var redirect = product.proc().cpu(name -> name.startsWith("redirect"));
    var whole = product.proc().cpu();
    var outcome = flood.closed(time);
    var redirected = product.proc().cpu(name -> name.startsWith("redirect")).minus(redirect);
    product.awaitClicksVisible();
    spent.redirectMicros.add(micros(redirected, outcome));
    spent.wholeMicros.add(micros(product.proc().cpu().minus(whole), outcome));
    spent.best = Math.max(spent.best, outcome.rate());
    spent.answers += outcome.answers();
  }

  private void nginx(Nginx nginx, Flood flood, Spent spent) throws IOException {
    var before = nginx.worker().cpu(name -> true);
    var outcome = flood.closed(time);
    spent.redirectMicros.add(micros(nginx.worker().cpu(name -> true).minus(before), outcome));
    spent.best = Math.max(spent.best, outcome.rate());
  }

  private static double micros(Duration cpu, Flood.Outcome outcome) {
    return cpu.toNanos() / 1e3 / outcome.answers();
  }

  /**
   * Creates the links; nginx's map folds case, so of codes that differ in case only one is used.
   */
  private Map<String, String> create(Product product) throws Exception {
    var targets = new LinkedHashMap<String, String>();
    var folded = new TreeSet<String>();
    for (var first = 0; first < links; first += BATCH) {
      var lines = new StringBuilder();
      for (var i = first; i < Math.min(links, first + BATCH); i++) {
        lines.append(Product.line("https://example.com/a/page/of/common/length?number=" + i));
      }
      for (var answer : product.bulk(lines.toString())) {
        var link = answer.path("link");
        var path = URI.create(link.path("shortUrl").asText()).getRawPath();
        if (folded.add(path.toLowerCase(Locale.ROOT))) {
          targets.put(path, link.path("url").asText());
        }
      }
    }
    return targets;
  }

  private static List<byte[]> requests(Set<String> paths) {
    return paths.stream()
        .map(path -> ("GET " + path + HEADERS).getBytes(StandardCharsets.US_ASCII))
        .toList();
  }

  /** Puts this process, and what it starts from now on, on one core. */
  private static void pin(int core) throws Exception {
    var self = Long.toString(ProcessHandle.current().pid());
    var command = List.of("taskset", "-acp", Integer.toString(core), self);
    var exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("taskset failed: two cores are needed");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
