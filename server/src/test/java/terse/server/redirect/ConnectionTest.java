package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import terse.server.redirect.RawClient.Reply;

/** How connections are kept, limited and closed. */
class ConnectionTest {
  private static ListenerSettings on(ListenerSettings s, Transport transport) {
    return new ListenerSettings(s.host(), s.port(), s.loops(), transport, s.limits(), s.proxies());
  }

  private static ListenerSettings limited(ListenerSettings s, int connections, Duration patience) {
    Duration drain = Duration.ofSeconds(5);
    return s.withLimits(new ConnectionLimits(connections, 8_192, patience, patience, drain));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void pipelinedRequestsAreAnsweredInOrderAcrossHitsAndMisses(Transport transport) {
    assertThat(transport.isAvailable()).isTrue();
    try (RunningListener running = new RunningListener(s -> on(s, transport), null);
        RawClient client = running.client()) {
      assertThat(running.listener.transport()).isEqualTo(transport);
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        int link = i % 3 == 0 ? 0 : i;
        running.links.add("link-" + link, "https://example.org/" + link);
        all.append(RawClient.request("GET", "/link-" + link));
      }
      client.send(all.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(client.read(false).header("location"))
            .isEqualTo("https://example.org/" + (i % 3 == 0 ? 0 : i));
      }
      assertThat(running.clicks.clicks).hasSize(100);
      assertThat(running.metrics().count(RedirectCount.HITS)).isEqualTo(33);
    }
  }

  @Test
  void aRequestInPiecesIsARequest() {
    try (RunningListener running = new RunningListener();
        RawClient client = running.client()) {
      running.links.add("pieces", "https://example.org/");
      RawClient.request("GET", "/pieces").chars().forEach(c -> client.send(Character.toString(c)));
      assertThat(client.read(false).status()).isEqualTo(302);
    }
  }

  @Test
  void aVisitorWhoDoesNotReadIsNotReadFrom() {
    try (RunningListener running = new RunningListener();
        RawClient client = running.client()) {
      String target = "https://example.org/" + "x".repeat(8_000);
      running.links.add("long", target);
      int requests = 3_000;
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> client.send(RawClient.request("GET", "/long").repeat(requests)));
      for (int i = 0; i < requests; i++) {
        assertThat(client.read(false).header("location")).isEqualTo(target);
      }
      sent.join();
      assertThat(running.clicks.clicks).hasSize(requests);
    }
  }

  @Test
  void theConnectionIsClosedWhenAsked() {
    try (RunningListener running = new RunningListener()) {
      running.links.add("close", "https://example.org/");
      try (RawClient client = running.client()) {
        Reply reply = client.get("/close", "Connection: close");
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.next()).isNull();
      }
      try (RawClient client = running.client()) {
        Reply reply = client.ask("GET /close HTTP/1.0\r\n\r\n");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.next()).isNull();
      }
      try (RawClient client = running.client()) {
        String kept = "GET /close HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        assertThat(client.ask(kept).header("connection")).isEqualTo("keep-alive");
        assertThat(client.ask(kept).status()).isEqualTo(302);
      }
    }
  }

  @Test
  void theAnswerToARefusedRequestArrivesThoughMoreIsComing() {
    try (RunningListener running = new RunningListener();
        RawClient client = running.client()) {
      client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(200_000));
      assertThat(client.read(false).status()).isEqualTo(431);
      assertThat(client.next()).isNull();
    }
  }

  @Test
  void aBodyTooBigForAnyonesPatienceEndsTheConnection() {
    try (RunningListener running = new RunningListener();
        RawClient client = running.client()) {
      client.send(RawClient.request("POST", "/a", "Content-Length: 1000000") + "b".repeat(100_000));
      assertThat(client.read(false).status()).isEqualTo(405);
      assertThat(client.next()).isNull();
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndCounted() {
    try (RunningListener running =
            new RunningListener(s -> limited(s, 2, Duration.ofSeconds(60)), null);
        RawClient first = running.client();
        RawClient second = running.client()) {
      assertThat(first.get("/").status()).isEqualTo(200);
      assertThat(second.get("/").status()).isEqualTo(200);
      try (RawClient third = running.client()) {
        assertThat(third.next()).isNull();
      }
      assertThat(running.metrics().rejectedConnections()).isOne();
      assertThat(running.metrics().openConnections()).isEqualTo(2);
      first.hangUp();
      await().until(() -> running.metrics().openConnections() == 1);
      try (RawClient fourth = running.client()) {
        assertThat(fourth.get("/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void silentAndSlowConnectionsAreClosed() {
    try (RunningListener running =
            new RunningListener(s -> limited(s, 10, Duration.ofMillis(300)), null);
        RawClient silent = running.client();
        RawClient slow = running.client()) {
      assertThat(silent.get("/").status()).isEqualTo(200);
      slow.send("GET / HTTP/1.1\r\nHo");
      assertThat(silent.next()).isNull();
      assertThat(slow.next()).isNull();
      assertThat(running.metrics().count(RedirectCount.TIMED_OUT)).isEqualTo(2);
    }
  }

  @Test
  void whenTooManyLinksAreBeingLoadedTheRestAreToldToComeBack() {
    try (RunningListener running =
            new RunningListener(
                s -> s,
                task -> {
                  throw new RejectedExecutionException();
                });
        RawClient client = running.client()) {
      running.links.add("link", "https://example.org/");
      Reply reply = client.get("/link");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isEqualTo("1");
      assertThat(reply.body()).contains("urn:terse:problem:overloaded");
      assertThat(running.metrics().count(RedirectCount.LOADS_REFUSED)).isOne();
    }
  }

  @Test
  void closingFinishesWhatIsUnderWay() throws InterruptedException {
    BlockingQueue<Runnable> loads = new LinkedBlockingQueue<>();
    RunningListener running = new RunningListener(s -> s, loads::add);
    running.links.add("slow", "https://example.org/");
    try (RawClient idle = running.client();
        RawClient busy = running.client()) {
      assertThat(idle.get("/").status()).isEqualTo(200);
      busy.send(RawClient.request("GET", "/slow") + RawClient.request("GET", "/slow"));
      Runnable load = loads.take();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(running::close);
      assertThat(idle.next()).isNull();
      load.run();
      Reply reply = busy.read(false);
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("connection")).isEqualTo("close");
      assertThat(busy.next()).isNull();
      closed.join();
      assertThat(running.metrics().openConnections()).isZero();
    }
  }

  @Test
  void aTrustedProxyTellsTheVisitorsAddressAndOthersDoNot() {
    try (RunningListener running =
            new RunningListener(
                s -> s.withProxies(TrustedProxies.of(List.of("127.0.0.0/8"))), null);
        RunningListener wary = new RunningListener();
        RawClient proxy = running.client();
        RawClient stranger = wary.client()) {
      running.links.add("link", "https://example.org/");
      wary.links.add("link", "https://example.org/");
      proxy.get("/link", "X-Forwarded-For: 6.6.6.6, 198.51.100.1");
      stranger.get("/link", "X-Forwarded-For: 6.6.6.6, 198.51.100.1");
      assertThat(running.clicks.clicks.getFirst().address()).isEqualTo("198.51.100.1");
      assertThat(wary.clicks.clicks.getFirst().address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    try (RunningListener running = new RunningListener()) {
      int port = running.listener.port();
      assertThatThrownBy(() -> new RunningListener(s -> at(s, port), null))
          .isInstanceOf(UncheckedIOException.class)
          .cause()
          .hasMessageContaining("already in use");
    }
  }

  private static ListenerSettings at(ListenerSettings s, int port) {
    return new ListenerSettings(s.host(), port, s.loops(), s.transport(), s.limits(), s.proxies());
  }

  @Test
  void redirectsAndLoopLagAreMeasured() {
    try (RunningListener running = new RunningListener();
        RawClient client = running.client()) {
      running.links.add("link", "https://example.org/");
      client.get("/link");
      client.get("/link");
      assertThat(Arrays.stream(running.metrics().latencies()).sum()).isEqualTo(2);
      assertThat(running.metrics().latencySum()).isPositive();
      assertThat(running.metrics().cachedDecisions()).isOne();
      assertThat(running.metrics().loopLagNanos()).isLessThan(Duration.ofSeconds(30).toNanos());
    }
  }
}
