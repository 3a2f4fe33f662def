package terse.server.redirect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryTallies;
import terse.memory.MemoryVisitStore;
import terse.visit.VisitSettings;
import terse.visit.Visits;

/** Whatever is sent, an answer with a 4xx comes back and never an exception. */
class BadRequestTest {
  private final LinkTable links = new LinkTable();
  private final SteeredClock clock = new SteeredClock();
  private final ClickLog clicks = new ClickLog();
  private final Site site =
      new Site(
          ListenerSettings.standard("127.0.0.1", 0),
          new DecisionCache(1 << 20, links, Runnable::run, Lifetimes.STANDARD, clock),
          (domain, text) -> text,
          Advisor.NONE,
          new Hosts(() -> Map.of("localhost", 1)),
          Freshness.ALWAYS,
          new Visits(
              new MemoryVisitStore(new MemoryLinkStore()),
              new MemoryTallies("here"),
              Runnable::run,
              VisitSettings.STANDARD,
              clock,
              System::nanoTime),
          new LoadTrouble(System::nanoTime),
          clock);

  static Map<String, Integer> badRequests() {
    String host = " HTTP/1.1\r\nHost: localhost\r\n";
    return Map.ofEntries(
        Map.entry("GET /a\0b" + host + "\r\n", 400),
        Map.entry("GET /a\rb" + host + "\r\n", 400),
        Map.entry("GET /%00" + host + "\r\n", 400),
        Map.entry("GET /%0d%0aX:y" + host + "\r\n", 400),
        Map.entry("GET /%" + host + "\r\n", 400),
        Map.entry("GET /%zz" + host + "\r\n", 400),
        Map.entry("GET /%c3%28" + host + "\r\n", 400),
        Map.entry("GET /\u00e9" + host + "\r\n", 400),
        Map.entry("GET /a#b" + host + "\r\n", 400),
        Map.entry("GET a" + host + "\r\n", 400),
        Map.entry("GET *" + host + "\r\n", 400),
        Map.entry("GET http://localhost" + host + "\r\n", 400),
        Map.entry("GET ftp://localhost/a" + host + "\r\n", 400),
        Map.entry("GET http://u@localhost/a" + host + "\r\n", 400),
        Map.entry("GET /" + "a".repeat(8_000) + host + "\r\n", 404),
        Map.entry("GET /" + "a".repeat(9_000) + host + "\r\n", 414),
        Map.entry("GET /a" + host + "X: " + "y".repeat(9_000) + "\r\n\r\n", 431),
        Map.entry("GET /a" + host + "X: y\r\n".repeat(3_000) + "\r\n", 431),
        Map.entry("GET /a" + host + "X\0: y\r\n\r\n", 400),
        Map.entry("GET /a" + host + "X: y\0\r\n\r\n", 400),
        Map.entry("GET /a" + host + "X y\r\n\r\n", 400),
        Map.entry("GET /a" + host + "Host: localhost\r\n\r\n", 400),
        Map.entry("GET /a" + host + "Content-Length: x\r\n\r\n", 400),
        Map.entry("GET /a" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        Map.entry("GET /a" + host + "Transfer-Encoding: gzip\r\n\r\n", 400),
        Map.entry("GET /a HTTP/1.1\r\n\r\n", 400),
        Map.entry("GET /a HTTP/1.1\r\nHost:\r\n\r\n", 400),
        Map.entry("GET /a HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        Map.entry("GET /a HTTP/1.1\r\nHost: <script>\r\n\r\n", 400),
        Map.entry("GET /a HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        Map.entry("GET /a HTTP/2.0\r\nHost: localhost\r\n\r\n", 400),
        Map.entry("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        Map.entry("GET /a\r\n\r\n", 400),
        Map.entry("\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n", 400),
        Map.entry("CONNECT localhost:443" + host + "\r\n", 405),
        Map.entry("OPTIONS *" + host + "\r\n", 405),
        Map.entry("GET //" + host + "\r\n", 404),
        Map.entry("GET /../etc/passwd" + host + "\r\n", 404),
        Map.entry("GET /<script>" + host + "\r\n", 404));
  }

  static Stream<Map.Entry<String, Integer>> cases() {
    return badRequests().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void badRequestIsRefused(Map.Entry<String, Integer> bad) {
    String answer = answer(bad.getKey());
    assertThat(answer)
        .as(bad.getKey().substring(0, Math.min(60, bad.getKey().length())))
        .startsWith("HTTP/1.1 " + bad.getValue() + " ");
    assertThat(answer).doesNotContain("Exception", "\tat ", "io.netty");
    assertThat(clicks.clicks).isEmpty();
  }

  @Test
  void mutatedRequestsNeverCauseAnException() {
    links.add("aZ3kP9q", "https://example.org/");
    long seed = 42;
    Random random = new Random(seed);
    String good =
        String.join(
            "\r\n",
            "GET /aZ3kP9q?q=1 HTTP/1.1",
            "Host: localhost",
            "Accept: text/html",
            "X-Forwarded-For: 1.2.3.4",
            "Connection: keep-alive",
            "",
            "");
    for (int round = 0; round < 5_000; round++) {
      String answer = answer(mutated(good, random));
      assertThat(answer)
          .as("seed %d, round %d", seed, round)
          .matches(
              text ->
                  text.isEmpty()
                      || text.matches("(?s)HTTP/1\\.1 (200|302|400|404|405|414|431) .*"));
    }
  }

  private static String mutated(String good, Random random) {
    StringBuilder bytes = new StringBuilder(good);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length());
      switch (random.nextInt(4)) {
        case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
        case 1 -> bytes.insert(at, (char) random.nextInt(256));
        case 2 -> bytes.deleteCharAt(at);
        default -> bytes.insert(at, bytes.substring(at, Math.min(bytes.length(), at + 20)));
      }
    }
    return bytes.toString();
  }

  /** What is answered to these bytes; fails if anything was thrown. */
  private String answer(String request) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(LinkListener.decoder(site.settings()));
    channel
        .pipeline()
        .addLast(new LinkConnection(site, new Loop(clicks, new HitSample()), channel));
    channel.writeInbound(Unpooled.copiedBuffer(request, ISO_8859_1));
    channel.checkException();
    StringBuilder answer = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answer.append(out.toString(ISO_8859_1));
      out.release();
    }
    channel.finishAndReleaseAll();
    return answer.toString();
  }
}
