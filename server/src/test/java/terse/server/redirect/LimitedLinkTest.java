package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkState;
import terse.server.redirect.RawClient.Reply;

/** What visitors of links with a limit get. */
class LimitedLinkTest {
  private final RunningListener running = new RunningListener();
  private final RawClient client = running.client();

  @AfterEach
  void close() {
    client.close();
    running.close();
  }

  @Test
  void redirectsAsOftenAsItsLimitSaysAndIsGoneThen() {
    running.limited("Limited", 3);
    for (int i = 0; i < 3; i++) {
      Reply reply = client.get("/Limited");
      assertThat(reply.status()).isEqualTo(301);
      assertThat(reply.header("location")).isEqualTo("https://secret.example/");
      assertThat(reply.header("cache-control")).isEqualTo("private, no-store");
    }
    Reply page = client.get("/Limited", "Accept: text/html");
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.header("cache-control")).isEqualTo("private, no-store");
    assertThat(page.body()).contains("This link is used up").doesNotContain("secret.example");
    Reply problem = client.get("/Limited");
    assertThat(problem.status()).isEqualTo(410);
    assertThat(problem.header("content-type")).isEqualTo("application/problem+json");
    assertThat(running.clicks.clicks).hasSize(3);
    assertThat(running.metrics().count(RedirectCount.LIMIT_REACHED)).isEqualTo(2);
  }

  @Test
  void oneTimeLinkSurvivesEverybodyWhoOnlyLooks() {
    running.limited("OneTime", 1);
    List<Reply> looks =
        List.of(
            client.ask(RawClient.request("HEAD", "/OneTime")),
            client.get("/OneTime", "Sec-Purpose: prefetch;prerender"),
            client.get("/OneTime", "Purpose: prefetch"),
            client.get("/OneTime", "X-Moz: prefetch"),
            client.get("/OneTime", "User-Agent: WhatsApp/2.23.20.0"),
            client.get("/OneTime", "User-Agent: Slackbot-LinkExpanding 1.0"),
            client.get("/OneTime", "User-Agent: facebookexternalhit/1.1"),
            client.get("/OneTime+", "User-Agent: Mozilla/5.0"));
    assertThat(looks)
        .allSatisfy(
            look -> {
              assertThat(look.status()).isIn(200, 503);
              assertThat(look.headers()).doesNotContainKey("location");
              assertThat(look.header("cache-control")).isEqualTo("private, no-store");
              assertThat(look.body()).doesNotContain("secret.example");
            });
    assertThat(looks)
        .extracting(Reply::status)
        .containsExactly(200, 503, 503, 503, 200, 200, 200, 200);
    assertThat(running.visitStore.takes).hasValue(0);
    assertThat(running.clicks.clicks).isEmpty();

    assertThat(client.get("/OneTime", "User-Agent: Mozilla/5.0").status()).isEqualTo(301);
    assertThat(client.get("/OneTime", "User-Agent: Mozilla/5.0").status()).isEqualTo(410);
    assertThat(client.get("/OneTime", "User-Agent: WhatsApp/2.23").body())
        .isEqualTo(looks.get(4).body());
    assertThat(running.metrics().count(RedirectCount.LIMIT_SPARED)).isEqualTo(9);
  }

  @Test
  void storeThatIsDownStopsLimitedLinksAndNoOther() {
    running.limited("Limited", 10);
    running.links.add("aZ3kP9q", "https://example.org/");
    client.get("/aZ3kP9q");
    running.visitStore.trouble = new TerseException(Fault.STORE_UNAVAILABLE, "gone");
    running.links.trouble = new TerseException(Fault.STORE_UNAVAILABLE, "gone");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(302);
    running.links.trouble = null;
    Reply reply = client.get("/Limited");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("retry-after")).isEqualTo("1");
    running.visitStore.trouble = null;
    assertThat(client.get("/Limited").status()).isEqualTo(301);
  }

  @Test
  void manyAtOnceGetWhatThereIsAndNoMore() {
    running.limited("Limited", 200);
    AtomicInteger redirects = new AtomicInteger();
    AtomicInteger gone = new AtomicInteger();
    List<Thread> visitors = new java.util.ArrayList<>();
    for (int i = 0; i < 16; i++) {
      visitors.add(Thread.ofVirtual().start(() -> visit(redirects, gone)));
    }
    visitors.forEach(LimitedLinkTest::join);
    assertThat(redirects).hasValue(200);
    assertThat(gone).hasValue(16);
    assertThat(running.clicks.clicks).hasSize(200);
    assertThat(running.visitStore.takes.get()).isLessThan(150);
  }

  private void visit(AtomicInteger redirects, AtomicInteger gone) {
    try (RawClient visitor = running.client()) {
      int status = visitor.get("/Limited").status();
      while (status != 410) {
        if (status == 301) {
          redirects.incrementAndGet();
        }
        status = visitor.get("/Limited").status();
      }
      gone.incrementAndGet();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void disabledLinkUsesNothingUpAndItsOldBlockIsNoGood() {
    Link link = running.limited("Limited", 10);
    assertThat(client.get("/Limited").status()).isEqualTo(301);
    Link off = LinkTable.next(link, link.target(), LinkState.DISABLED);
    running.links.put("Limited", off);
    running.cache.changed(off, "Limited");
    assertThat(client.get("/Limited").status()).isEqualTo(410);
    assertThat(running.clicks.clicks).hasSize(1);
  }
}
