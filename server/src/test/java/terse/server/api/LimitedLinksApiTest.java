package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** What the API does with links that open a limited number of times, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitedLinksApiTest {
  private static final String URL = "https://example.com/secret";

  private final HttpClient visitor = HttpClient.newHttpClient();
  private Server server;
  private ApiClient api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder, "--links=sqlite", "--clicks=none");
    api = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    visitor.close();
    server.close();
  }

  private JsonNode limited(int maxVisits) {
    return api.post("/links", "{\"url\":\"" + URL + "\",\"maxVisits\":" + maxVisits + "}")
        .expect(201)
        .json();
  }

  private int visit(JsonNode link) throws IOException, InterruptedException {
    String code = link.path("code").asText();
    URI uri = URI.create("http://127.0.0.1:" + server.linkPort() + "/" + code);
    return visitor
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static String path(JsonNode link) {
    return "/links/" + link.path("id").asText();
  }

  private void assertUsage(JsonNode link, int limit, int used, int left) {
    await()
        .untilAsserted(
            () -> {
              JsonNode now = api.get(path(link)).expect(200).json();
              assertThat(now.path("maxVisits").asInt()).isEqualTo(limit);
              assertThat(now.path("visitsUsed").asInt()).isEqualTo(used);
              assertThat(now.path("visitsLeft").asInt()).isEqualTo(left);
            });
  }

  @Test
  void usageIsToldInTheLinkAndInListings() throws Exception {
    JsonNode link = limited(2);
    assertThat(link.path("visitsLeft").asInt()).isEqualTo(2);
    assertThat(visit(link)).isEqualTo(302);
    assertUsage(link, 2, 1, 1);
    assertThat(api.get(path(link), "If-None-Match", "\"1\"").status()).isEqualTo(200);
    JsonNode listed = api.get("/links?sort=newest&limit=1").expect(200).json();
    assertThat(listed.path("links").path(0).path("visitsUsed").asInt()).isOne();
    assertThat(visit(link)).isEqualTo(302);
    assertThat(visit(link)).isEqualTo(410);
    assertUsage(link, 2, 2, 0);
  }

  @Test
  void otherLinksHaveNoLimit() {
    JsonNode link = api.create(URL);
    for (String field : new String[] {"maxVisits", "visitsUsed", "visitsLeft"}) {
      assertThat(link.get(field).isNull()).as(field).isTrue();
    }
  }

  @Test
  void limitIsRaisedLoweredAndRemoved() throws Exception {
    JsonNode link = limited(1);
    assertThat(visit(link)).isEqualTo(302);
    assertThat(visit(link)).isEqualTo(410);
    api.patch(path(link), "{\"maxVisits\":3}").expect(200);
    assertThat(visit(link)).isEqualTo(302);
    assertUsage(link, 3, 2, 1);
    api.patch(path(link), "{\"maxVisits\":1}").expect(200);
    assertThat(visit(link)).isEqualTo(410);
    assertUsage(link, 1, 2, 0);
    JsonNode free = api.patch(path(link), "{\"maxVisits\":null}").expect(200).json();
    assertThat(free.path("maxVisits").isNull()).isTrue();
    assertThat(visit(link)).isEqualTo(302);
  }

  @Test
  void bulkTakesLimits() throws Exception {
    String answer = api.bulk("{\"url\":\"" + URL + "\",\"maxVisits\":1}\n").expect(200).body();
    byte[] bytes = answer.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    JsonNode link = Json.read(bytes, 0, bytes.length).path("link");
    assertThat(visit(link)).isEqualTo(302);
    assertThat(visit(link)).isEqualTo(410);
  }

  @Test
  void oddLimitsAreRefused() {
    for (String odd : new String[] {"0", "-1", "1.5", "\"2\"", "1000000001", "true"}) {
      String body = "{\"url\":\"" + URL + "\",\"maxVisits\":" + odd + "}";
      assertThat(api.post("/links", body).problem()).as(odd).isEqualTo("invalid-request");
    }
    String both = "{\"url\":\"" + URL + "\",\"maxVisits\":1,\"reuse\":true}";
    assertThat(api.post("/links", both).problem()).isEqualTo("invalid-request");
  }

  @Test
  void sameKeyForAnotherLimitIsAMistake() {
    String one = "{\"url\":\"" + URL + "\",\"maxVisits\":1}";
    String two = "{\"url\":\"" + URL + "\",\"maxVisits\":2}";
    JsonNode first = api.post("/links", one, "Idempotency-Key", "limited").expect(201).json();
    JsonNode again = api.post("/links", one, "Idempotency-Key", "limited").expect(201).json();
    assertThat(again).isEqualTo(first);
    assertThat(api.post("/links", two, "Idempotency-Key", "limited").problem())
        .isEqualTo("idempotency-mismatch");
  }

  /** Otherwise any key could look behind a one-time link as often as it likes. */
  @Test
  void whereItLeadsIsShownToItsOwnerOnly() throws Exception {
    JsonNode link = limited(1);
    String expand = "/expand?shortUrl=" + link.path("shortUrl").asText();
    assertThat(api.get(expand).expect(200).json().path("url").asText()).isEqualTo(URL);
    ApiClient.Reply refused = api.issue("member").get(expand);
    assertThat(refused.problem()).isEqualTo("not-found");
    assertThat(refused.body()).doesNotContain("secret");
    assertThat(visit(link)).isEqualTo(302);
  }
}
