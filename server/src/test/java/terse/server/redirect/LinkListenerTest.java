package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import terse.click.Tier;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkState;
import terse.server.redirect.RawClient.Reply;

/** What visitors get. */
class LinkListenerTest {
  private final RunningListener running = new RunningListener();
  private final RawClient client = running.client();

  @AfterEach
  void close() {
    client.close();
    running.close();
  }

  @Test
  void aLinkRedirectsFirstFromTheStoreThenFromMemory() {
    running.links.add("aZ3kP9q", "https://example.org/a?b=c");
    for (int i = 0; i < 3; i++) {
      Reply reply =
          client.get("/aZ3kP9q?utm_source=x", "User-Agent: u", "Referer: https://r.example/");
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("location")).isEqualTo("https://example.org/a?b=c");
      assertThat(reply.header("cache-control")).isEqualTo("private, no-store");
      assertThat(reply.header("referrer-policy")).isEqualTo("strict-origin-when-cross-origin");
      assertThat(reply.header("content-length")).isEqualTo("0");
      assertThat(reply.header("date")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
      assertThat(reply.headers()).doesNotContainKeys("connection", "content-type");
    }
    assertThat(running.links.loads).hasValue(1);
    assertThat(running.clicks.clicks)
        .extracting(RecordedClick::tier)
        .containsExactly(Tier.STORE, Tier.L1, Tier.L1);
    assertThat(running.clicks.clicks)
        .allSatisfy(
            click -> {
              assertThat(click.address()).isEqualTo("127.0.0.1");
              assertThat(click.owner()).isEqualTo(7);
              assertThat(click.userAgent()).isEqualTo("u");
              assertThat(click.referrer()).isEqualTo("https://r.example/");
              assertThat(click.query()).isEqualTo("utm_source=x");
              assertThat(click.mayRecognise()).isTrue();
            });
    assertThat(running.metrics().count(RedirectCount.HITS)).isEqualTo(2);
    assertThat(running.metrics().count(RedirectCount.MISSES)).isEqualTo(1);
    assertThat(running.metrics().answers(3)).isEqualTo(3);
  }

  @Test
  void headIsAnsweredLikeGetAndNotCounted() {
    running.links.add("aZ3kP9q", "https://example.org/");
    Reply reply = client.ask(RawClient.request("HEAD", "/aZ3kP9q"));
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("location")).isEqualTo("https://example.org/");
    Reply unknown = client.ask(RawClient.request("HEAD", "/nothing", "Accept: text/html"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.header("content-length")).isNotEqualTo("0");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(302);
    assertThat(running.clicks.clicks).hasSize(1);
    assertThat(running.metrics().count(RedirectCount.HEADS)).isEqualTo(1);
  }

  @Test
  void prefetchesAreAnsweredAndCountedApart() {
    running.links.add("aZ3kP9q", "https://example.org/");
    for (String header :
        new String[] {"Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Moz: prefetch"}) {
      assertThat(client.get("/aZ3kP9q", header).status()).isEqualTo(302);
    }
    client.get("/aZ3kP9q");
    assertThat(running.clicks.clicks)
        .extracting(RecordedClick::prefetch)
        .containsExactly(true, true, true, false);
    assertThat(running.metrics().count(RedirectCount.PREFETCHES)).isEqualTo(3);
    assertThat(running.metrics().count(RedirectCount.CLICKS)).isEqualTo(1);
  }

  @Test
  void whoAsksNotToBeRecognisedIsCountedWithoutIt() {
    running.links.add("aZ3kP9q", "https://example.org/");
    client.get("/aZ3kP9q", "Sec-GPC: 1");
    client.get("/aZ3kP9q", "DNT: 1");
    client.get("/aZ3kP9q", "DNT: 0");
    assertThat(running.clicks.clicks)
        .extracting(RecordedClick::mayRecognise)
        .containsExactly(false, false, true);
  }

  @Test
  void unknownIsAPageForPeopleAndAProblemForPrograms() {
    Reply page = client.get("/nothing", "Accept: text/html,application/xhtml+xml");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("content-security-policy")).contains("default-src 'none'");
    assertThat(page.body()).contains("<html lang=\"en\">").contains("There is no link here");
    Reply problem = client.get("/nothing", "Accept: */*");
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.header("content-type")).isEqualTo("application/problem+json");
    assertThat(problem.body())
        .contains("\"type\":\"urn:terse:problem:not-found\"", "\"status\":404");
    assertThat(running.links.loads).hasValue(1);
    assertThat(running.metrics().count(RedirectCount.NEGATIVE_HITS)).isEqualTo(1);
  }

  @Test
  void whatWasNeverIssuedIsAnsweredWithoutTheStore() {
    assertThat(client.get("/" + RunningListener.NEVER_ISSUED).status()).isEqualTo(404);
    assertThat(running.links.loads).hasValue(0);
    assertThat(running.metrics().count(RedirectCount.NEVER_ISSUED)).isEqualTo(1);
  }

  @Test
  void expiryIsExactToTheMillisecond() {
    Instant end = running.clock.instant().plusMillis(1_500);
    running.links.put("expires", running.links.link(1, "https://example.org/", 302, end));
    assertThat(client.get("/expires").status()).isEqualTo(302);
    running.clock.advance(Duration.ofMillis(1_499));
    assertThat(client.get("/expires").status()).isEqualTo(302);
    running.clock.advance(Duration.ofMillis(1));
    Reply gone = client.get("/expires", "Accept: text/html");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body()).contains("This link is gone");
    assertThat(running.links.loads).hasValue(1);
    assertThat(running.clicks.clicks).hasSize(2);
  }

  @Test
  void permanentRedirectsAreKeptForNinetySecondsAndNeverBeyondExpiry() {
    Instant end = running.clock.instant().plusSeconds(100);
    running.links.put("forever", running.links.link(1, "https://example.org/", 301, null));
    running.links.put("limited", running.links.link(1, "https://example.org/", 308, end));
    assertThat(client.get("/forever").header("cache-control")).isEqualTo("private, max-age=90");
    assertThat(client.get("/limited").header("cache-control")).isEqualTo("private, max-age=90");
    running.clock.advance(Duration.ofMillis(60_500));
    Reply late = client.get("/limited");
    assertThat(late.status()).isEqualTo(308);
    assertThat(late.header("cache-control")).isEqualTo("private, max-age=39");
  }

  @Test
  void everyStatusIsAnsweredAsChosen() {
    for (int status : new int[] {301, 302, 307, 308}) {
      running.links.put(
          "code" + status, running.links.link(1, "https://example.org/", status, null));
      assertThat(client.get("/code" + status).status()).isEqualTo(status);
    }
  }

  @Test
  void editAndDeleteHoldAtOnce() {
    Link first = running.links.add("aZ3kP9q", "https://example.org/1");
    assertThat(client.get("/aZ3kP9q").header("location")).endsWith("/1");
    Link second = LinkTable.next(first, "https://example.org/2", LinkState.ACTIVE);
    running.links.put("aZ3kP9q", second);
    running.cache.changed(second, "aZ3kP9q");
    assertThat(client.get("/aZ3kP9q").header("location")).endsWith("/2");
    running.cache.changed(first, "aZ3kP9q");
    assertThat(client.get("/aZ3kP9q").header("location")).endsWith("/2");
    Link disabled = LinkTable.next(second, second.target(), LinkState.DISABLED);
    running.cache.changed(disabled, "aZ3kP9q");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(410);
    running.cache.changed(LinkTable.next(disabled, "", LinkState.DELETED), "aZ3kP9q");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(410);
    assertThat(running.links.loads).hasValue(1);
  }

  @Test
  void aLinkIsFoundAtOnceAfterItWasMissing() {
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(404);
    running.cache.changed(running.links.add("aZ3kP9q", "https://example.org/"), "aZ3kP9q");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(302);
  }

  @Test
  void aMissingLinkIsAskedForAgainAfterAWhile() {
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(404);
    running.links.add("aZ3kP9q", "https://example.org/");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(404);
    running.clock.advance(Duration.ofSeconds(6));
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(302);
  }

  @Test
  void storeTroubleIsAnsweredWithAPromiseToBeBack() {
    running.links.trouble = new TerseException(Fault.STORE_UNAVAILABLE, "down");
    Reply reply = client.get("/aZ3kP9q");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("retry-after")).isEqualTo("1");
    assertThat(reply.body()).contains("urn:terse:problem:store-unavailable");
    running.links.trouble = new IllegalStateException("a defect");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(503);
    running.links.trouble = null;
    running.links.add("aZ3kP9q", "https://example.org/");
    assertThat(client.get("/aZ3kP9q").status()).isEqualTo(302);
    assertThat(running.metrics().count(RedirectCount.LOAD_FAILURES)).isEqualTo(2);
    assertThat(running.metrics().loadsInFlight()).isZero();
  }

  @Test
  void namesAreFoldedAndCodesAreNot() {
    Link link = running.links.add("spring-sale", "https://example.org/");
    running.links.add("AbCdEfG", "https://example.org/code");
    assertThat(client.get("/Spring-SALE").status()).isEqualTo(302);
    assertThat(client.get("/spring-sale").status()).isEqualTo(302);
    assertThat(client.get("/spring%2Dsale").status()).isEqualTo(302);
    assertThat(running.links.loads).hasValue(1);
    running.cache.changed(LinkTable.next(link, "", LinkState.DELETED), "spring-sale");
    assertThat(client.get("/SPRING-sale").status()).isEqualTo(410);
    assertThat(client.get("/AbCdEfG").status()).isEqualTo(302);
    assertThat(client.get("/abcdefg").status()).isEqualTo(404);
  }

  @Test
  void theHostPicksTheDomain() {
    running.links.put("same", running.links.link(1, "https://one.example/", 302, null));
    running.links.put("same", running.links.link(2, "https://two.example/", 302, null));
    assertThat(location("go.example")).isEqualTo("https://two.example/");
    assertThat(location("GO.example:443")).isEqualTo("https://two.example/");
    assertThat(location("localhost")).isEqualTo("https://one.example/");
    assertThat(location("elsewhere.example:8080")).isEqualTo("https://one.example/");
    assertThat(location("[::1]:8080")).isEqualTo("https://one.example/");
    Reply absolute = client.ask("GET http://go.example/same HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(absolute.header("location")).isEqualTo("https://two.example/");
  }

  private String location(String host) {
    return client.ask("GET /same HTTP/1.1\r\nHost: " + host + "\r\n\r\n").header("location");
  }

  @Test
  void thePreviewShowsTheTargetAndDoesNotCount() {
    running.links.add("aZ3kP9q", "https://example.org/?a=1&b=%3C'x'");
    for (String path : new String[] {"/aZ3kP9q+", "/aZ3kP9q%2B", "/aZ3kP9q+?x"}) {
      Reply reply = client.get(path, "Accept: text/html");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body())
          .contains("https://example.org/?a=1&amp;b=%3C&#39;x&#39;")
          .contains("href=\"/aZ3kP9q\"");
    }
    assertThat(running.clicks.clicks).isEmpty();
    assertThat(client.get("/nothing+").status()).isEqualTo(404);
  }

  @Test
  void ourOwnAddressesAreFew() {
    assertThat(client.get("/").status()).isEqualTo(200);
    assertThat(client.get("/robots.txt").body()).startsWith("User-agent: *");
    assertThat(client.get("/favicon.ico").status()).isEqualTo(204);
    for (String path :
        new String[] {
          "/.well-known/security.txt", "/-/x", "/aZ3kP9q/", "//", "/../x", "/a/b", "/%2e%2e%2fx"
        }) {
      assertThat(client.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(running.links.loads).hasValue(0);
  }

  @Test
  void otherMethodsAreRefused() {
    running.links.add("aZ3kP9q", "https://example.org/");
    for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"}) {
      Reply reply = client.ask(RawClient.request(method, "/aZ3kP9q", "Content-Length: 3") + "abc");
      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
    }
    assertThat(
            client.ask(RawClient.request("GET", "/aZ3kP9q", "Content-Length: 3") + "abc").status())
        .isEqualTo(302);
    assertThat(running.clicks.clicks).hasSize(1);
  }
}
