package terse.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** What people meet at the dashboard, over HTTP, without scripts. */
final class DashboardTest {
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

  @TempDir private static Path folder;
  private static Server server;
  private static String adminKey;

  private static Browser browser;

  private Browser stranger;

  @BeforeAll
  static void start() throws IOException {
    server = Started.server(folder);
    adminKey = Files.readString(folder.resolve("admin.key")).strip();
    browser = new Browser(server.appPort()).signIn(adminKey);
  }

  @BeforeEach
  void open() {
    stranger = new Browser(server.appPort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Browser.Seen create(Map<String, String> fields) {
    return browser.send(browser.get("/links"), "/links", fields);
  }

  /** Creates a link; returns its id. */
  private String created(Map<String, String> fields) {
    Browser.Seen answer = create(fields);
    assertThat(answer.status()).as(answer.html()).isEqualTo(303);
    return answer.location().substring("/links?created=".length());
  }

  @Test
  void strangersAreSentToSignInAndBack() {
    assertThat(stranger.get("/").location()).isEqualTo("/sign-in");
    Browser.Seen sent = stranger.get("/links/1.abc?range=7d");
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.location()).isEqualTo("/sign-in?next=%2Flinks%2F1.abc%3Frange%3D7d");
    Browser.Seen back =
        stranger.send(
            stranger.get(sent.location()),
            "/sign-in",
            Map.of("key", adminKey, "next", "/links/1.abc?range=7d"));
    assertThat(back.location()).isEqualTo("/links/1.abc?range=7d");
    assertThat(stranger.get("/").location()).isEqualTo("/links");
  }

  @Test
  void signingInNeverLeadsToAnotherSite() {
    for (String next : new String[] {"https://evil.example/", "//evil.example", "/\\evil", ""}) {
      Browser other = new Browser(server.appPort());
      Browser.Seen answer =
          other.send(other.get("/sign-in"), "/sign-in", Map.of("key", adminKey, "next", next));
      assertThat(answer.location()).isEqualTo("/links");
    }
  }

  @Test
  void wrongKeysAreExplained() {
    Browser.Seen page = stranger.get("/sign-in");
    assertThat(page.html()).contains("admin.key").doesNotContain(folder.toString());
    Browser.Seen answer = stranger.send(page, "/sign-in", Map.of("key", "nonsense"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.html()).contains("aria-invalid=\"true\"", "not an API key");
    assertThat(answer.header("Set-Cookie")).doesNotContain("terse_session");
  }

  @Test
  void attemptsAreLimitedForEachAddress() throws UnknownHostException {
    Browser guesser = new Browser(server.appPort(), InetAddress.getByName("127.0.0.2"));
    Browser.Seen page = guesser.get("/sign-in");
    for (int i = 0; i < 20; i++) {
      assertThat(guesser.send(page, "/sign-in", Map.of("key", "guess")).status()).isEqualTo(401);
    }
    Browser.Seen refused = guesser.send(page, "/sign-in", Map.of("key", adminKey));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.html()).contains("too many attempts");
    assertThat(stranger.signIn(adminKey).get("/links").status()).isEqualTo(200);
  }

  @Test
  void attemptsBehindATrustedProxyAreLimitedForEachVisitor(@TempDir Path other) throws IOException {
    try (Server proxied = Started.server(other, "--trusted-proxies=127.0.0.0/8")) {
      Browser proxy = new Browser(proxied.appPort());
      Map<String, String> form = new HashMap<>(proxy.get("/sign-in").hidden());
      form.put("key", "guess");
      for (int i = 0; i < 20; i++) {
        assertThat(proxy.post("/sign-in", form, "X-Forwarded-For", "203.0.113.1").status())
            .isEqualTo(401);
      }
      form.put("key", Files.readString(other.resolve("admin.key")).strip());
      assertThat(proxy.post("/sign-in", form, "X-Forwarded-For", "203.0.113.1").status())
          .isEqualTo(429);
      assertThat(proxy.post("/sign-in", form, "X-Forwarded-For", "203.0.113.2").status())
          .isEqualTo(303);
    }
  }

  @Test
  void cookiesAreOutOfReach() {
    Browser.Seen answer =
        stranger.send(stranger.get("/sign-in"), "/sign-in", Map.of("key", adminKey));
    assertThat(answer.header("Set-Cookie"))
        .startsWith("terse_session=")
        .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(new Cookies(true).set("a", "b")).endsWith("; Secure");
  }

  @Test
  void signedOutIsSignedOut() {
    stranger.signIn(adminKey);
    Browser.Seen answer = stranger.send(stranger.get("/links"), "/sign-out", Map.of());
    assertThat(answer.location()).isEqualTo("/sign-in");
    assertThat(stranger.get("/links").location()).startsWith("/sign-in");
  }

  @Test
  void createdLinkIsShownAndRedirects() throws IOException, InterruptedException {
    String id = created(Map.of("url", "https://example.org/created", "title", "A new one"));
    String html = browser.get("/links?created=" + id).html();
    String shortUrl = "http://localhost:" + server.linkPort() + "/" + id.substring(2);
    assertThat(html).contains("Created", "data-copy=\"" + shortUrl + "\"", "A new one");
    HttpResponse<Void> redirect =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(shortUrl)).build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(redirect.headers().firstValue("Location")).hasValue("https://example.org/created");
  }

  @Test
  void refusedFormKeepsWhatWasTypedAndSaysWhy() {
    Browser.Seen bad =
        create(Map.of("url", "ftp://example.org/x", "title", "Kept", "tags", "one, two"));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.html())
        .contains("value=\"ftp://example.org/x\"", "value=\"Kept\"", "value=\"one, two\"")
        .contains("id=\"url-error\"", "aria-describedby=\"url-error\"");
    Browser.Seen past = create(Map.of("url", "https://example.org", "expires", "2001-01-01T00:00"));
    assertThat(past.html()).contains("id=\"expires-error\"", "<details open>");
    Browser.Seen word = create(Map.of("url", "https://example.org", "expires", "tomorrow"));
    assertThat(word.status()).isEqualTo(400);
  }

  @Test
  void takenNameIsSaidBesideIt() {
    created(Map.of("url", "https://example.org/1", "alias", "only-once"));
    Browser.Seen again = create(Map.of("url", "https://example.org/2", "alias", "Only-Once"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.html()).contains("id=\"alias-error\"");
  }

  @Test
  void formSentTwiceCreatesOneLink() {
    Browser.Seen page = browser.get("/links");
    Map<String, String> fields = Map.of("url", "https://example.org/twice");
    String first = browser.send(page, "/links", fields).location();
    assertThat(browser.send(page, "/links", fields).location()).isEqualTo(first);
  }

  @Test
  void formsOfOthersAreRefused() {
    Map<String, String> fields = Map.of("url", "https://example.org/forged");
    assertThat(browser.post("/links", fields).status()).isEqualTo(403);
    Map<String, String> all = browser.get("/links").hidden();
    all.putAll(fields);
    assertThat(browser.post("/links", all, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
    all.put(
        "token",
        new Browser(server.appPort()).signIn(adminKey).get("/links").hidden().get("token"));
    assertThat(browser.post("/links", all).status()).isEqualTo(403);
    assertThat(browser.get("/links?q=forged").html()).contains("No link matches");
  }

  @Test
  void signInFormsOfOthersAreRefused() {
    Browser.Seen answer = stranger.post("/sign-in", Map.of("key", adminKey, "token", "made-up"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Set-Cookie")).doesNotContain("terse_session");
  }

  @Test
  void hostileTextStaysText() {
    String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
    String id =
        created(
            Map.of(
                "url", "https://example.org/?q=" + hostile,
                "title", "Quoth " + hostile,
                "tags", hostile));
    for (String path : new String[] {"/links", "/links/" + id, "/links/" + id + "/delete"}) {
      String html = browser.get(path).html();
      assertThat(html).contains("Quoth").doesNotContain("<script>alert", "<img");
    }
    String query = "/links?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&tag=%3Cimg%3E&after=%00%3C";
    assertThat(browser.get(query).html()).doesNotContain("<script>alert", "<img");
    assertThat(browser.get("/%3Cscript%3Ealert(1)").html()).doesNotContain("<script>alert");
  }

  @Test
  void hostInLettersIsShownInBothForms() {
    String id = created(Map.of("url", "https://bücher.example/liste"));
    assertThat(browser.get("/links/" + id).html())
        .contains("https://bücher.example/liste", "https://xn--bcher-kva.example/liste");
  }

  @Test
  void listIsSearchedFilteredSortedAndPaged() {
    for (int i = 0; i < 30; i++) {
      created(Map.of("url", "https://example.org/page/" + i, "tags", "paged"));
    }
    Browser.Seen first = browser.get("/links?tag=paged&sort=oldest");
    assertThat(first.html())
        .contains("page/0<", "page/24<", "25 links shown")
        .doesNotContain("page/25<");
    Matcher next = Pattern.compile("href=\"(/links\\?[^\"]*after=[^\"]*)\"").matcher(first.html());
    assertThat(next.find()).isTrue();
    Browser.Seen second = browser.get(next.group(1).replace("&amp;", "&"));
    assertThat(second.html()).contains("page/25<", "page/29<").doesNotContain("page/24<");
    assertThat(browser.get("/links?q=page/17").html()).contains("1 link found");
    assertThat(browser.get("/links?after=broken").status()).isEqualTo(400);
  }

  @Test
  void editChangesWhatWasChangedOnly() {
    String id = created(Map.of("url", "https://example.org/before", "title", "Before"));
    Browser.Seen page = browser.get("/links/" + id);
    Map<String, String> fields =
        Map.of("url", "https://example.org/after", "title", "", "tags", "b, a", "enabled", "on");
    assertThat(browser.send(page, "/links/" + id, fields).location())
        .isEqualTo("/links/" + id + "?done=saved");
    assertThat(browser.get("/links/" + id + "?done=saved").html())
        .contains("Saved.", "https://example.org/after", "value=\"a, b\"", "Active");
    Browser.Seen stale =
        browser.send(page, "/links/" + id, Map.of("url", "https://example.org/lost"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.html())
        .contains("Somebody changed this link", "value=\"https://example.org/lost\"");
  }

  @Test
  void uncheckedBoxDisablesTheLink() {
    String id = created(Map.of("url", "https://example.org/off"));
    browser.send(
        browser.get("/links/" + id), "/links/" + id, Map.of("url", "https://example.org/off"));
    assertThat(browser.get("/links/" + id).html()).contains("state-disabled");
  }

  @Test
  void deletedLinkIsGoneFromTheList() {
    String id = created(Map.of("url", "https://example.org/deleted-one"));
    Browser.Seen asked = browser.get("/links/" + id + "/delete");
    assertThat(asked.html()).contains("Delete this link?");
    assertThat(browser.send(asked, "/links/" + id + "/delete", Map.of()).location())
        .isEqualTo("/links?done=deleted");
    assertThat(browser.get("/links?done=deleted").html()).contains("The link was deleted.");
    assertThat(browser.get("/links/" + id).status()).isEqualTo(404);
    assertThat(browser.get("/links?q=deleted-one").html()).contains("No link matches");
  }

  @Test
  void othersLinksDoNotExist() {
    String id = created(Map.of("url", "https://example.org/admins-own"));
    Browser member = new Browser(server.appPort()).signIn(memberKey());
    assertThat(member.get("/links/" + id).status()).isEqualTo(404);
    assertThat(member.get("/links/" + id + "/delete").status()).isEqualTo(404);
    assertThat(member.get("/links?q=admins-own").html()).contains("No link matches");
    Map<String, String> fields = member.get("/links").hidden();
    fields.putAll(Map.of("url", "https://example.org/stolen", "version", "1", "enabled", "on"));
    assertThat(member.post("/links/" + id, fields).status()).isEqualTo(404);
    assertThat(member.post("/links/" + id + "/delete", fields).status()).isEqualTo(404);
    assertThat(browser.get("/links/" + id).html()).contains("https://example.org/admins-own");
  }

  private static String memberKey() {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + server.appPort() + "/api/v1/keys"))
                      .header("Authorization", "Bearer " + adminKey)
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"name\":\"member\",\"role\":\"member\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      Matcher secret = Pattern.compile("terse_[A-Za-z0-9_-]{43}").matcher(answer.body());
      assertThat(secret.find()).as(answer.body()).isTrue();
      return secret.group();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void linkWithoutClicksHasAnEmptyChartAndItsTable() {
    String id = created(Map.of("url", "https://example.org/quiet"));
    String html = browser.get("/links/" + id + "?range=24h").html();
    assertThat(html).contains("0 clicks by people", "role=\"img\"", "As a table", "Hour (UTC)");
    assertThat(html.split("<rect class=\"people\"", -1)).hasSize(25);
  }

  @Test
  void listCountsTheClicksOfEachLink() throws IOException, InterruptedException {
    String id = created(Map.of("url", "https://example.org/clicked", "title", "Clicked twice"));
    click(id, FIREFOX);
    click(id, FIREFOX);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(browser.get("/links?q=Clicked%20twice").html())
                    .containsPattern("</svg>\\s*<span>2</span>"));
    assertThat(browser.get("/links/" + id).html()).contains("2 clicks by people");
  }

  private static void click(String id, String agent) throws IOException, InterruptedException {
    URI link = URI.create("http://localhost:" + server.linkPort() + "/" + id.substring(2));
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(link).header("User-Agent", agent).build(),
            HttpResponse.BodyHandlers.discarding());
  }

  @Test
  void clicksByPeopleAreCountedWhileSomebodyLooks() throws IOException, InterruptedException {
    String id = created(Map.of("url", "https://example.org/live"));
    assertThat(browser.get("/links/" + id).html())
        .contains("data-live=\"/links/" + id + "/live\"", "Reload this page");
    HttpResponse<InputStream> live = browser.open("/links/" + id + "/live");
    assertThat(live.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    try (var in = new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
      assertThat(in.readLine()).isEqualTo(": clicks follow");
      click(id, "curl/8.5.0");
      click(id, FIREFOX);
      click(id, FIREFOX);
      int counted = 0;
      while (counted < 2) {
        String line = in.readLine();
        counted += line.startsWith("data: ") ? Integer.parseInt(line.substring(6)) : 0;
      }
      assertThat(counted).isEqualTo(2);
    }
  }

  @Test
  void strangersWatchNoClicks() {
    String id = created(Map.of("url", "https://example.org/private"));
    assertThat(stranger.get("/links/" + id + "/live").status()).isEqualTo(401);
    assertThat(browser.get("/links/1.none/live").status()).isEqualTo(404);
  }

  @Test
  void everyPageForbidsWhatItDoesNotNeed() {
    for (String path : new String[] {"/links", "/links/1.none", "/nowhere", "/sign-in"}) {
      Browser.Seen page = browser.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
          .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.html()).doesNotContain(" style=", " onclick=");
    }
  }

  @Test
  void filesOfPagesAreKeptForEver() {
    String html = browser.get("/links").html();
    Matcher files = Pattern.compile("\"(/assets/[0-9a-f]{12}/[a-z.]+)\"").matcher(html);
    int seen = 0;
    while (files.find()) {
      Browser.Seen file = browser.get(files.group(1));
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(file.html()).isNotEmpty();
      seen++;
    }
    assertThat(seen).isEqualTo(4);
    assertThat(browser.get("/assets/000000000000/htmx.js").status()).isEqualTo(404);
    assertThat(browser.get("/assets/000000000000/..%2f..%2fetc").status()).isEqualTo(404);
  }

  @Test
  void wrongMethodsAndBodiesAreRefused() {
    assertThat(browser.post("/links/1.a/nothing", Map.of()).status()).isEqualTo(404);
    assertThat(browser.get("/sign-out").status()).isEqualTo(405);
    Map<String, String> huge = Map.of("url", "https://example.org/" + "x".repeat(70_000));
    assertThat(browser.post("/links", huge).status()).isEqualTo(413);
  }
}
