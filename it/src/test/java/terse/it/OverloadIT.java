package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice as much of a mixed load as a node can do, on one processor: promise 5. Redirects keep their
 * deadline, creates are refused in words, and nothing piles up beyond its bound.
 */
final class OverloadIT {
  private static final System.Logger LOG = System.getLogger("OverloadIT");

  /** What 99 of 100 redirects keep within, however much is asked. */
  private static final Duration DEADLINE = Duration.ofMillis(100);

  /** The same as a multiple of the calm, for machines that others keep busy. */
  private static final int TIMES_CALM = 10;

  /** How long a bulk client that does not read is borne: 10 s, and 4 s for the last words. */
  private static final Duration STALL = Duration.ofSeconds(20);

  private static final Duration CUT_OFF = Duration.ofSeconds(60);
  private static final Duration OTHERS = Duration.ofSeconds(2);
  private static final int STORMS = 3;
  private static final int LINKS = 200;
  private static final int UNDER_WAY = 128;

  @TempDir Path data;

  @Test
  void createsAreRefusedInWordsAndNothingPilesUpAtTwiceTheCapacity() throws Exception {
    overload(Duration.ofSeconds(3), false);
  }

  @Test
  @Tag("storm")
  void redirectsKeepTheirDeadlineThroughMinutesOfOverload() throws Exception {
    overload(Duration.ofSeconds(30), true);
  }

  /** Takes the middle one of three storms, since the machine may have a hiccup of its own. */
  private void overload(Duration each, boolean timed) throws Exception {
    List<String> oneProcessor = List.of("taskset", "-c", "0");
    try (TerseNode node = TerseNode.start(oneProcessor, data, "--create-limit", "0");
        TerseClient client = node.client();
        Traffic traffic = new Traffic(node, links(client))) {
      long answered = traffic.closed(Duration.ofSeconds(5), UNDER_WAY).redirects().done();
      Traffic.Outcome calm = traffic.open(Duration.ofSeconds(2), 500, 0);
      Traffic.Outcome full = traffic.closed(Duration.ofSeconds(4), UNDER_WAY);
      Map<String, Double> highest = new TreeMap<>();
      List<Traffic.Outcome> storms = new ArrayList<>();
      try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
        Future<?> watching =
            watch.scheduleWithFixedDelay(() -> look(node, highest), 0, 200, TimeUnit.MILLISECONDS);
        for (int i = 0; i < STORMS; i++) {
          storms.add(traffic.open(each, 2 * full.redirects().rate(), 2 * full.creates().rate()));
        }
        assertThat(watching.isDone()).as("the queues were watched until the end").isFalse();
        watching.cancel(false);
      }
      LOG.log(
          System.Logger.Level.INFO,
          "calm {0}; full {1}; storm {2}; queues {3}",
          told(calm),
          told(full),
          storms.stream().map(OverloadIT::told).toList(),
          highest);

      for (Traffic.Outcome storm : storms) {
        assertThat(storm.redirects().refused()).isZero();
        assertThat(storm.creates().done()).isPositive();
        assertThat(storm.creates().refused()).isPositive();
        assertThat(storm.creates().refusedInWords()).isEqualTo(storm.creates().refused());
        answered += storm.redirects().done();
      }
      if (timed) {
        assertThat(middle(storms)).isLessThan(deadline(calm));
      }
      assertThat(highest)
          .containsKeys("api_create", "store_writes", "store_reads", "loads", "reports");
      long all = answered + calm.redirects().done() + full.redirects().done();
      await().atMost(Duration.ofSeconds(30)).until(() -> client.totalClicks() == all);
    }
  }

  @Test
  void aBulkClientThatNeverReadsIsCutOffAndDisturbsNobody() throws Exception {
    try (TerseNode node =
            TerseNode.start(data, "--create-limit", "0", "--bulk-max-buffer", "256k");
        TerseClient client = node.client();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      String code = client.create("https://example.com/").code();
      Future<Deaf> sending = threads.submit(() -> sendWithoutReading(node));
      Duration slowest = Duration.ZERO;
      while (!sending.isDone()) {
        long asked = System.nanoTime();
        assertThat(client.click(code).statusCode()).isEqualTo(302);
        client.create("https://example.com/other");
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
      Deaf deaf = sending.get();
      LOG.log(System.Logger.Level.INFO, "{0}; slowest of the others {1}", deaf, slowest);
      assertThat(deaf.cutOff()).isTrue();
      assertThat(deaf.longestStall()).isLessThan(STALL);
      assertThat(slowest).isLessThan(OTHERS);
    }
  }

  /** What became of a client that did not read. */
  private record Deaf(boolean cutOff, long lines, Duration longestStall, Duration total) {}

  /** Sends lines until the node ends the connection. */
  private static Deaf sendWithoutReading(TerseNode node) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress("127.0.0.1", node.app("/").getPort()));
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/links/bulk HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                  + node.adminKey()
                  + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      String line = "{\"url\":\"https://example.com/bulk\"}\n";
      String size = Integer.toHexString(100 * line.length());
      byte[] chunk =
          (size + "\r\n" + line.repeat(100) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      return send(out, chunk);
    }
  }

  private static Deaf send(OutputStream out, byte[] hundredLines) {
    long began = System.nanoTime();
    long stall = 0;
    long lines = 0;
    boolean cutOff = false;
    long last = began;
    while (!cutOff && last - began < CUT_OFF.toNanos()) {
      try {
        out.write(hundredLines);
        lines += 100;
      } catch (IOException ended) {
        cutOff = true;
      }
      long now = System.nanoTime();
      stall = Math.max(stall, now - last);
      last = now;
    }
    return new Deaf(cutOff, lines, Duration.ofNanos(stall), Duration.ofNanos(last - began));
  }

  private static Duration middle(List<Traffic.Outcome> storms) {
    return storms.stream().map(storm -> storm.redirects().within(0.99)).sorted().toList().get(1);
  }

  private static Duration deadline(Traffic.Outcome calm) {
    Duration multiple = calm.redirects().within(0.99).multipliedBy(TIMES_CALM);
    return multiple.compareTo(DEADLINE) > 0 ? multiple : DEADLINE;
  }

  private static List<String> links(TerseClient client) throws IOException, InterruptedException {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < LINKS; i++) {
      codes.add(client.create("https://example.com/" + i).code());
    }
    return codes;
  }

  /** Looks at every queue, and ends the watch by throwing if one is beyond its bound. */
  private static void look(TerseNode node, Map<String, Double> highest) {
    try {
      Metrics metrics = Metrics.of(node);
      Map<String, Double> bounds = metrics.byLabel("terse_queue_bound");
      metrics
          .byLabel("terse_queue_depth")
          .forEach(
              (queue, depth) -> {
                assertThat(depth).as(queue).isLessThanOrEqualTo(bounds.get(queue));
                highest.merge(queue, depth, Math::max);
              });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String told(Traffic.Outcome outcome) {
    return "%.0f redirects/s, p50 %.1f p99 %.1f ms; %.0f creates/s, %d refused"
        .formatted(
            outcome.redirects().rate(),
            outcome.redirects().within(0.5).toNanos() / 1e6,
            outcome.redirects().within(0.99).toNanos() / 1e6,
            outcome.creates().rate(),
            outcome.creates().refused());
  }
}
