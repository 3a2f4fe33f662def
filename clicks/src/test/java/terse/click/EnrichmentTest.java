package terse.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final Enrichment ENRICHMENT =
      new Enrichment(address -> new Place("DE", null, address.getHostAddress()));

  private static Click enrich(
      @Nullable String userAgent, @Nullable String referrer, @Nullable String query) {
    return ENRICHMENT.enrich(
        new RawClick(
            5, new LinkRef(1, 2, 3), 4, 6, 7, false, Tier.L2, 8, userAgent, referrer, query, null));
  }

  private static Click by(@Nullable String userAgent) {
    return enrich(userAgent, null, null);
  }

  private static @Nullable String referrer(String header) {
    return enrich(FIREFOX, header, null).referrer().host();
  }

  private static Campaign campaign(String query) {
    return enrich(FIREFOX, null, query).campaign();
  }

  @Test
  void whatNeedsNoEnrichmentStays() {
    Click click = by(FIREFOX);
    assertThat(click.at()).isEqualTo(5);
    assertThat(click.link()).isEqualTo(new LinkRef(1, 2, 3));
    assertThat(click.owner()).isEqualTo(4);
    assertThat(click.visitor()).isEqualTo(6);
    assertThat(click.salt()).isEqualTo(7);
    assertThat(click.tier()).isEqualTo(Tier.L2);
    assertThat(click.micros()).isEqualTo(8);
  }

  @Test
  void prefetchIsCountedAmongPrograms() {
    var raw =
        new RawClick(5, new LinkRef(1, 2, 3), 4, 6, 7, true, Tier.L1, 8, FIREFOX, null, null, null);
    assertThat(ENRICHMENT.enrich(raw).bot()).isTrue();
    assertThat(ENRICHMENT.enrich(raw).agent().browser()).isEqualTo("Firefox");
  }

  @Test
  void geographyComesFromTheAddressIfThereIsOne() throws Exception {
    var raw =
        new RawClick(
            5,
            new LinkRef(1, 2, 3),
            4,
            6,
            7,
            false,
            Tier.L1,
            8,
            null,
            null,
            null,
            InetAddress.getByName("192.0.2.1"));
    assertThat(ENRICHMENT.enrich(raw).place()).isEqualTo(new Place("DE", null, "192.0.2.1"));
    assertThat(by(FIREFOX).place()).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void browsersAreTold() {
    assertThat(by(FIREFOX).agent()).isEqualTo(new Agent("desktop", "Firefox", "Windows"));
    assertThat(by(FIREFOX).bot()).isFalse();
    assertThat(
            by("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")
                .agent())
        .isEqualTo(new Agent("mobile", "Mobile Safari", "iOS"));
    assertThat(
            by("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Mobile Safari/537.36")
                .agent())
        .isEqualTo(new Agent("mobile", "Chrome Mobile", "Android"));
    assertThat(
            by("Mozilla/5.0 (Linux; Android 13; SM-X900) AppleWebKit/537.36 Chrome/126.0.0.0"
                    + " Safari/537.36")
                .agent()
                .device())
        .isEqualTo("tablet");
    assertThat(
            by("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605 Version/16.6"
                    + " Mobile/15E148 Safari/604.1")
                .agent()
                .device())
        .isEqualTo("tablet");
    assertThat(
            by("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 TV Safari/537.36")
                .agent()
                .device())
        .isEqualTo("tv");
  }

  @Test
  void programsAreBots() {
    List<String> programs =
        List.of(
            "curl/8.5.0",
            "Wget/1.21.4",
            "python-requests/2.32.0",
            "Go-http-client/2.0",
            "okhttp/4.12.0",
            "facebookexternalhit/1.1",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "WhatsApp/2.24.6 A",
            "Twitterbot/1.0",
            "TelegramBot (like TwitterBot)",
            "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
            "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36",
            "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
            "SomeNewBot");
    assertThat(programs).allMatch(program -> by(program).bot());
  }

  @Test
  void nobodyIsABot() {
    assertThat(by(null).bot()).isTrue();
    assertThat(by("  ").bot()).isTrue();
    assertThat(by(null).agent()).isEqualTo(Agent.UNKNOWN);
  }

  @Test
  void aUserAgentMayBeAnything() {
    assertThat(by("x".repeat(100_000)).agent().device()).isEqualTo("other");
    assertThat(by("Mozilla/5.0 (" + "; a".repeat(30_000)).bot()).isFalse();
    assertThat(by("\ud800\udfff\udc00 \u0000\u0007 %ff").bot()).isFalse();
    String bytes = new String(new byte[] {(byte) 0xff, (byte) 0xc0, 'M'}, StandardCharsets.UTF_8);
    assertThat(by(bytes).agent().browser()).isNull();
  }

  @Test
  void ofTheReferrerOnlyTheHostIsKept() {
    assertThat(referrer("https://www.Example.COM/secret?token=1#x")).isEqualTo("example.com");
    assertThat(referrer("http://news.example.org:8080")).isEqualTo("news.example.org");
    assertThat(referrer("https://user:pass@example.com./")).isEqualTo("example.com");
    assertThat(referrer("android-app://com.google.android.gm/")).isEqualTo("com.google.android.gm");
    assertThat(referrer("https://bücher.example/")).isEqualTo("xn--bcher-kva.example");
    assertThat(referrer("http://intranet/x")).isEqualTo("intranet");
    assertThat(referrer("\t HTTPS://a@b@www.example.com:443?q=@c.example \n"))
        .isEqualTo("example.com");
    assertThat(referrer("http://example.org#@other.example")).isEqualTo("example.org");
    assertThat(referrer("http://example.org\\@other.example")).isEqualTo("example.org");
  }

  @Test
  void aReferrerWithoutAHostWorthKeepingIsNone() {
    List<String> headers =
        List.of(
            "",
            "about:blank",
            "example.com",
            "https://",
            "https:///path",
            "javascript:alert(1)",
            "https://192.0.2.7/x",
            "https://192.0.2.7:80",
            "https://example.com:80x/",
            "https://user@/",
            "https://@",
            "https://[2001:db8::1]/",
            "https://0x7f000001/",
            "https://exa mple.com/",
            "https://<script>/",
            "https://a..b/",
            "https://" + "a".repeat(300) + ".com/",
            "https://\ud800.example/");
    assertThat(headers).allMatch(header -> referrer(header) == null);
  }

  @Test
  void utmParametersAreDecoded() {
    assertThat(
            campaign(
                "a=1&utm_source=news+letter&utm_medium=e%2Dmail&utm_campaign=fr%C3%BChling"
                    + "&utm_term=&utm_content=x%3Dy&utm_source=second"))
        .isEqualTo(new Campaign("news letter", "e-mail", "frühling", null, "x=y"));
    assertThat(campaign("UTM_SOURCE=a&xutm_source=b&utm_source")).isEqualTo(Campaign.NONE);
  }

  @Test
  void utmParametersMayBeAnything() {
    assertThat(campaign("utm_source=%00%0d%0aa%7f%E2%80%AEb").source()).isEqualTo("ab");
    assertThat(campaign("utm_source=%zz%4").source()).isEqualTo("%zz%4");
    assertThat(campaign("utm_source=%ff%fe").source()).isEqualTo("\ufffd\ufffd");
    assertThat(campaign("utm_source=" + "a".repeat(127) + "%F0%9F%8E%88").source())
        .isEqualTo("a".repeat(127));
    assertThat(campaign("utm_source=" + "é".repeat(500)).source()).hasSize(128);
  }
}
