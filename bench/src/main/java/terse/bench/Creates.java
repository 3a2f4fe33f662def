package terse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import terse.link.LinkKey;
import terse.link.NewLink;
import terse.sql.PostgresSettings;
import terse.sql.PostgresStores;
import terse.sql.SqlStores;
import terse.sql.SqliteStores;
import terse.testkit.PostgresServer;

/**
 * Durable creates per second, as clients see them one by one and in bulk, with what the engine
 * alone can do beside them, in several rounds. Clients and server share the machine; what the
 * server's threads took is told apart.
 */
public final class Creates {
  private static final int BULK = 10_000;
  private static final int BATCH = 1_000;

  private final int clients;
  private final int bulkClients;
  private final int rounds;
  private final Duration time;
  private final String only;
  private final AtomicLong number = new AtomicLong();

  private Creates(Options options) {
    this.clients = options.number("clients", 64);
    this.bulkClients = options.number("bulk-clients", 2);
    this.rounds = options.number("rounds", 5);
    this.time = Duration.ofSeconds(options.number("seconds", 4));
    this.only = options.has("only") ? options.text("only") : "";
  }

  public static void main(String[] arguments) throws Exception {
    var options = Options.of(arguments);
    var creates = new Creates(options);
    if (options.has("links")) {
      creates.onPostgres(options.text("links"));
    } else {
      creates.onSqlite();
    }
  }

  private void onSqlite() throws Exception {
    var ours = Files.createTempDirectory("terse-bench");
    var theirs = Files.createTempDirectory("terse-bench");
    try (var stores = SqliteStores.open(ours.resolve("links.db"));
        var product = Product.start(theirs)) {
      measure(stores, product);
    } finally {
      Product.delete(ours);
      Product.delete(theirs);
    }
  }

  /** On a PostgreSQL of its own, as Debian configures it but for the port: fsync is on. */
  private void onPostgres(String links) throws Exception {
    var theirs = Files.createTempDirectory("terse-bench");
    try (var server = PostgresServer.startIn(Path.of(System.getProperty("java.io.tmpdir")))) {
      server.create("alone");
      server.create("product");
      var settings =
          PostgresSettings.of(server.url("alone"), PostgresServer.GUARDED, PostgresServer.PASSWORD);
      try (var stores = PostgresStores.open(settings, InstantSource.system());
          var product =
              Product.start(
                  theirs,
                  "--links=" + links,
                  "--postgresql-url=" + server.url("product"),
                  "--postgresql-user=" + PostgresServer.GUARDED,
                  "--postgresql-password=" + PostgresServer.PASSWORD)) {
        measure(stores, product);
      }
    } finally {
      Product.delete(theirs);
    }
  }

  private void measure(SqlStores stores, Product product) throws Exception {
    measure(kinds(stores, product).stream().filter(kind -> kind.name().contains(only)).toList());
  }

  private void measure(List<CreateRate> kinds) throws Exception {
    for (var kind : kinds) {
      kind.warm(time.multipliedBy(2));
    }
    for (var round = 1; round <= rounds; round++) {
      for (var kind : kinds) {
        Sheet.line("round %d  %s", round, kind.round(time));
      }
    }
    for (var kind : kinds) {
      Sheet.line("median   %s", kind.summary());
    }
  }

  private List<CreateRate> kinds(SqlStores stores, Product product) {
    var links = stores.links();
    var shares = new CpuShares(product.proc());
    return List.of(
        new CreateRate(
            "engine, one by one",
            1,
            null,
            some -> Crowd.work(clients, some, () -> _ -> links.insert(link("", 0)))),
        new CreateRate("API, one by one", 1, shares, some -> singles(product, some)),
        new CreateRate(
            "engine, bulk",
            BATCH,
            null,
            some -> Crowd.work(bulkClients, some, () -> _ -> links.insertAll(batch()))),
        new CreateRate(
            "API, bulk, the request's key", BULK, shares, some -> bulk(product, some, false)),
        new CreateRate("API, bulk, a key a line", BULK, shares, some -> bulk(product, some, true)));
  }

  private List<NewLink> batch() {
    var request = UUID.randomUUID().toString();
    return LongStream.range(0, BATCH).mapToObj(line -> link(request, line)).toList();
  }

  private NewLink link(String request, long line) {
    var next = number.getAndIncrement();
    return new NewLink(
        new LinkKey(1, 1, next),
        null,
        null,
        url(next),
        1,
        null,
        List.of(),
        302,
        Instant.now(),
        null,
        null,
        request.isEmpty()
            ? null
            : new NewLink.Idempotency(request + "#" + line, "%064x".formatted(line)),
        false);
  }

  private Crowd singles(Product product, Duration some) throws IOException {
    try (var posts = new Posts(product.appPort(), clients, n -> single(product.key(), n))) {
      return posts.work(some);
    }
  }

  private static byte[] single(String key, long number) {
    var body = "{\"url\":\"" + url(number) + "\"}";
    var request =
        "POST /api/v1/links HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Crowd bulk(Product product, Duration some, boolean keyALine) throws Exception {
    return Crowd.work(bulkClients, some, () -> new Bulk(product, keyALine));
  }

  private static String url(long number) {
    return "https://example.com/a/page/of/common/length?number=" + number;
  }

  /** A client that creates links in bulk on a connection of its own. */
  private static final class Bulk implements Crowd.Client {
    private final BulkWire wire;
    private final String head;
    private final List<byte[]> bodies = new ArrayList<>();
    private final boolean keyALine;

    Bulk(Product product, boolean keyALine) throws IOException {
      this.wire = new BulkWire(product.appPort());
      this.keyALine = keyALine;
      this.head =
          "POST /api/v1/links/bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + product.key()
              + "\r\nContent-Type: application/x-ndjson\r\n";
    }

    @Override
    public void act(long number) throws IOException {
      var created =
          keyALine
              ? wire.exchange(head, body(number, UUID.randomUUID() + "/"))
              : wire.exchange(
                  head + "Idempotency-Key: " + UUID.randomUUID() + "\r\n", plainBody(number));
      if (created != BULK) {
        throw new IllegalStateException("only " + created + " of " + BULK + " were created");
      }
    }

    /** One of a few bodies made beforehand: the request's key makes it another request. */
    private byte[] plainBody(long number) {
      if (bodies.size() < 4) {
        bodies.add(body(number, ""));
      }
      return bodies.get((int) (number % bodies.size()));
    }

    private static byte[] body(long number, String keys) {
      var lines = new StringBuilder(BULK * 128);
      for (var i = 0; i < BULK; i++) {
        lines.append("{\"url\":\"").append(url(number * BULK + i));
        if (!keys.isEmpty()) {
          lines.append("\",\"idempotencyKey\":\"").append(keys).append(i);
        }
        lines.append("\"}\n");
      }
      return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}
