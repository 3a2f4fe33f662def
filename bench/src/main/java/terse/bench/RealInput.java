package terse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Shortens a file of URLs, resolves and compares each, replays an access log against the links as a
 * trusted proxy would, and compares the reported totals with the redirects answered.
 */
public final class RealInput {
  private static final int BATCH = 1_000;
  private static final int CLIENTS = 8;
  private static final int SAMPLE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Product product;
  private final List<String> faults = new ArrayList<>();

  private record Shortened(String input, String id, String path, String url) {}

  private RealInput(Product product) {
    this.product = product;
  }

  public static void main(String[] arguments) throws Exception {
    var options = Options.of(arguments);
    var urls = Files.readAllLines(Path.of(options.text("urls")));
    var visits = Files.readAllLines(Path.of(options.text("log")));
    System.exit(
        run(
            options,
            urls.stream().map(String::strip).filter(url -> !url.isEmpty()).toList(),
            visits));
  }

  private static int run(Options options, List<String> urls, List<String> log) throws Exception {
    var data = Files.createTempDirectory("terse-real-input");
    try (var product = product(options, data)) {
      var run = new RealInput(product);
      run.play(urls, log);
      return run.conclude();
    } finally {
      Product.delete(data);
    }
  }

  private static Product product(Options options, Path data)
      throws IOException, InterruptedException {
    return options.has("server")
        ? Product.running(
            URI.create(options.text("server")),
            URI.create(options.text("links")).getPort(),
            options.text("key"))
        : Product.start(data, "--trusted-proxies", "127.0.0.0/8");
  }

  private void play(List<String> urls, List<String> log) throws Exception {
    var links = shorten(urls);
    resolve(links);
    var before = total(product.get("/stats"));
    var answered = replay(links, log);
    report(links, answered, before);
  }

  private List<Shortened> shorten(List<String> urls) throws IOException, InterruptedException {
    var links = new ArrayList<Shortened>();
    for (var start = 0; start < urls.size(); start += BATCH) {
      var batch = urls.subList(start, Math.min(urls.size(), start + BATCH));
      var answers = product.bulk(batch.stream().map(Product::line).collect(Collectors.joining()));
      expect(answers.size() == batch.size(), "a bulk request has as many answers as lines");
      for (var i = 0; i < answers.size(); i++) {
        keep(batch.get(i), answers.get(i), links);
      }
    }
    var changed = links.stream().filter(link -> !link.input().equals(link.url())).toList();
    Sheet.line(
        "%,d URLs: %,d shortened, %,d refused; %,d stored in another spelling than given",
        urls.size(), links.size(), urls.size() - links.size(), changed.size());
    changed.stream().limit(3).forEach(link -> Sheet.line("  %s\n  → %s", link.input(), link.url()));
    return links;
  }

  private void keep(String input, JsonNode answer, List<Shortened> links) {
    var link = answer.path("link");
    expect(
        link.isObject(),
        "shortened: " + input + " (" + answer.path("problem").path("detail").asText() + ")");
    if (link.isObject()) {
      var path = URI.create(link.path("shortUrl").asText()).getRawPath();
      links.add(new Shortened(input, link.path("id").asText(), path, link.path("url").asText()));
    }
  }

  /** HEAD is answered as GET and does not count. */
  private void resolve(List<Shortened> links) throws IOException {
    var same = 0;
    try (var wire = new Wire(product.linkPort())) {
      for (var link : links) {
        var answer = wire.exchange("HEAD " + link.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var right = answer.status() == 302 && answer.location().equals(link.url());
        expect(right, "leads to " + link.url() + ": " + answer);
        same += right ? 1 : 0;
      }
    }
    Sheet.line("%,d of %,d lead byte for byte to the stored URL", same, links.size());
  }

  private long replay(List<Shortened> links, List<String> log)
      throws InterruptedException, ExecutionException {
    var visits = log.stream().map(Visit::of).flatMap(java.util.Optional::stream).toList();
    var started = System.nanoTime();
    var answered = 0L;
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var shares = new ArrayList<Callable<Long>>();
      for (var client = 0; client < CLIENTS; client++) {
        var first = client;
        shares.add(() -> replay(links, visits, first));
      }
      for (var share : clients.invokeAll(shares)) {
        answered += share.get();
      }
    }
    expect(answered == log.size(), "every visit is redirected: " + answered);
    Sheet.line(
        "%,d lines, %,d visits, %,d redirects answered in %.1f s",
        log.size(), visits.size(), answered, (System.nanoTime() - started) / 1e9);
    return answered;
  }

  private long replay(List<Shortened> links, List<Visit> visits, int first) throws IOException {
    var answered = 0L;
    try (var wire = new Wire(product.linkPort())) {
      for (var i = first; i < visits.size(); i += CLIENTS) {
        var path = links.get(i % links.size()).path();
        var answer = wire.exchange(visits.get(i).request(path, "localhost"));
        answered += answer.status() == 302 ? 1 : 0;
      }
    }
    return answered;
  }

  private void report(List<Shortened> links, long answered, long before)
      throws IOException, InterruptedException {
    var started = System.nanoTime();
    var stats = product.get("/stats");
    while (total(stats) - before < answered && System.nanoTime() - started < PATIENCE.toNanos()) {
      Thread.sleep(50);
      stats = product.get("/stats");
    }
    Sheet.line(
        "Reported: %,d by people, %,d by bots, %,d visitors, complete after %.2f s",
        stats.path("clicks").asLong(),
        stats.path("botClicks").asLong(),
        stats.path("visitors").asLong(),
        (System.nanoTime() - started) / 1e9);
    expect(
        total(stats) - before == answered,
        "as many clicks are reported as were answered: " + (total(stats) - before));
    if (before == 0) {
      series(stats);
      sample(links, answered);
    }
  }

  private void series(JsonNode stats) {
    var sum = 0L;
    for (var point : stats.path("series")) {
      sum += total(point);
    }
    expect(sum == total(stats), "the series sums to the total: " + sum);
  }

  private void sample(List<Shortened> links, long answered)
      throws IOException, InterruptedException {
    var step = Math.max(1, links.size() / SAMPLE);
    for (var i = 0; i < links.size(); i += step) {
      var expected = (answered - i + links.size() - 1) / links.size();
      var reported = total(product.get("/links/" + links.get(i).id() + "/stats"));
      expect(reported == expected, links.get(i).id() + " has " + expected + ": " + reported);
    }
  }

  private static long total(JsonNode stats) {
    return stats.path("clicks").asLong() + stats.path("botClicks").asLong();
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      faults.add(what);
    }
  }

  private int conclude() {
    faults.stream().limit(20).forEach(fault -> Sheet.line("✗ %s", fault));
    Sheet.line(
        faults.isEmpty() ? "✓ everything agrees" : "✗ %,d things do not hold", faults.size());
    return faults.isEmpty() ? 0 : 1;
  }
}
