package terse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import terse.link.LinkKey;
import terse.link.NewLink;
import terse.sql.SqliteStores;

/**
 * Durable creates per second, as a client sees them one by one and in bulk, with what the engine
 * alone can do beside them. Clients and server share the machine.
 */
public final class Creates {
  private static final int BULK = 10_000;
  private static final int BULK_CLIENTS = 2;
  private static final int ENGINE_BATCH = 1_000;

  private final int clients;
  private final Duration time;

  private Creates(Options options) {
    this.clients = options.number("clients", 64);
    this.time = Duration.ofSeconds(options.number("seconds", 10));
  }

  public static void main(String[] arguments) throws Exception {
    var creates = new Creates(Options.of(arguments));
    creates.engine();
    creates.product();
  }

  private void engine() throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    try (var stores = SqliteStores.open(folder.resolve("links.db"))) {
      var single = Crowd.work(clients, time, () -> number -> stores.links().insert(link(number)));
      print("engine, " + clients + " threads", single, 1);
      var bulk =
          Crowd.work(BULK_CLIENTS, time, () -> number -> stores.links().insertAll(batch(number)));
      print("engine, batches of " + ENGINE_BATCH, bulk, ENGINE_BATCH);
    } finally {
      Product.delete(folder);
    }
  }

  private static List<NewLink> batch(long number) {
    var first = (1L << 32) + number * ENGINE_BATCH;
    return IntStream.range(0, ENGINE_BATCH).mapToObj(i -> link(first + i)).toList();
  }

  private static NewLink link(long number) {
    return new NewLink(
        new LinkKey(1, 1, number),
        null,
        null,
        url(number),
        1,
        null,
        List.of(),
        302,
        Instant.EPOCH,
        null,
        null,
        false);
  }

  private void product() throws Exception {
    var folder = Files.createTempDirectory("terse-bench");
    try (var product = Product.start(folder)) {
      Crowd.work(clients, time.dividedBy(2), () -> new Single(product)); // warms the JVM
      print(
          "API, " + clients + " clients", Crowd.work(clients, time, () -> new Single(product)), 1);
      Crowd.work(BULK_CLIENTS, time.dividedBy(2), () -> number -> bulk(product, number));
      var bulk = Crowd.work(BULK_CLIENTS, time, () -> number -> bulk(product, number));
      print("API, bulk requests of " + BULK, bulk, BULK);
    } finally {
      Product.delete(folder);
    }
  }

  private static void bulk(Product product, long number) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (var i = 0; i < BULK; i++) {
      lines.append("{\"url\":\"").append(url(number * BULK + i)).append("\"}\n");
    }
    var created = product.bulkCreated(lines.toString());
    if (created != BULK) {
      throw new IllegalStateException("only " + created + " of " + BULK + " were created");
    }
  }

  private static String url(long number) {
    return "https://example.com/a/page/of/common/length?number=" + number;
  }

  private static void print(String what, Crowd crowd, int each) {
    Sheet.line(
        "%-32s %,10.0f links/s   p50 %6.2f ms   p99 %6.2f ms",
        what, crowd.rate(each), crowd.millis(0.5), crowd.millis(0.99));
  }

  /** A client that creates links one by one on a connection of its own. */
  private static final class Single implements Crowd.Client {
    private final Wire wire;
    private final String key;

    Single(Product product) throws IOException {
      this.wire = new Wire(product.appPort());
      this.key = product.key();
    }

    @Override
    public void act(long number) throws IOException {
      var body = "{\"url\":\"" + url(number) + "\"}";
      var answer =
          wire.exchange(
              "POST /api/v1/links HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + key
                  + "\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      if (answer.status() != 201) {
        throw new IOException(answer.toString());
      }
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}
