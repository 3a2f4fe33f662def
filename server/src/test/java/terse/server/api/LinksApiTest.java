package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** What the API does with single links, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinksApiTest {
  private static final String URL = "https://example.com/a?b=c";

  private Server server;
  private ApiClient api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder, "--links=memory", "--clicks=none", "--domains=go.example");
    api = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void createdLinkIsAnsweredWholeAndCanBeRead() {
    ApiClient.Reply created =
        api.post(
            "/links",
            """
            {"url":"https://B\u00fccher.example/x","title":"Books","tags":["b","a"],"status":301,
             "expiresAt":"2999-01-01T00:00:00+01:00"}
            """);
    assertThat(created.status()).isEqualTo(201);
    JsonNode link = created.json();
    assertThat(link.path("url").asText()).isEqualTo("https://xn--bcher-kva.example/x");
    assertThat(link.path("displayHost").asText()).isEqualTo("b\u00fccher.example");
    assertThat(link.path("unicodeUrl").asText()).isEqualTo("https://b\u00fccher.example/x");
    assertThat(link.path("code").asText()).hasSize(7);
    assertThat(link.path("shortUrl").asText())
        .isEqualTo("http://localhost:" + server.linkPort() + "/" + link.path("code").asText());
    assertThat(link.path("expiresAt").asText()).isEqualTo("2998-12-31T23:00:00Z");
    assertThat(link.path("tags")).hasToString("[\"a\",\"b\"]");
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).isEqualTo("/api/v1/links/" + link.path("id").asText());
    assertThat(api.get("/links/" + link.path("id").asText()).expect(200).json()).isEqualTo(link);
  }

  @Test
  void expiryIsNullUnlessAskedFor() {
    assertThat(api.create(URL).path("expiresAt").isNull()).isTrue();
  }

  @Test
  void aliasesAreAsLongAsConfigured(@TempDir Path other) {
    try (Server wide =
        Started.server(other, "--links=memory", "--clicks=none", "--alias-length=2-5")) {
      ApiClient client = ApiClient.of(wide, other);
      client.post("/links", "{\"url\":\"" + URL + "\",\"alias\":\"zq\"}").expect(201);
      assertThat(client.post("/links", "{\"url\":\"" + URL + "\",\"alias\":\"spring\"}").problem())
          .isEqualTo("invalid-alias");
    }
  }

  @Test
  void aliasIsTakenOnce() {
    api.post("/links", "{\"url\":\"" + URL + "\",\"alias\":\"Spring-Sale\"}").expect(201);
    ApiClient.Reply second =
        api.post("/links", "{\"url\":\"" + URL + "\",\"alias\":\"spring-sale\"}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem()).isEqualTo("alias-taken");
  }

  @Test
  void linkCanLiveOnAnotherDomain() {
    JsonNode link =
        api.post("/links", "{\"url\":\"" + URL + "\",\"domain\":\"go.example\"}").json();
    assertThat(link.path("shortUrl").asText()).startsWith("http://go.example/");
    assertThat(api.post("/links", "{\"url\":\"" + URL + "\",\"domain\":\"no.example\"}").problem())
        .isEqualTo("unknown-domain");
  }

  @Test
  void reuseAnswersTheLiveLink() {
    String body = "{\"url\":\"https://example.com/reused\",\"reuse\":true}";
    JsonNode first = api.post("/links", body).expect(201).json();
    JsonNode second = api.post("/links", body).expect(200).json();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void retryWithTheSameKeyAnswersTheSameLink() {
    String body = "{\"url\":\"" + URL + "\",\"title\":\"once\"}";
    ApiClient.Reply first = api.post("/links", body, "Idempotency-Key", "k-1").expect(201);
    ApiClient.Reply again = api.post("/links", body, "Idempotency-Key", "k-1").expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    ApiClient.Reply other =
        api.post("/links", "{\"url\":\"" + URL + "\"}", "Idempotency-Key", "k-1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-mismatch");
  }

  @Test
  void editChangesOnlyWhatIsGiven() {
    String id =
        api.post("/links", "{\"url\":\"" + URL + "\",\"title\":\"t\",\"tags\":[\"x\"]}")
            .json()
            .path("id")
            .asText();
    ApiClient.Reply edited =
        api.patch("/links/" + id, "{\"url\":\"https://example.org/\",\"title\":null}").expect(200);
    assertThat(edited.json().path("url").asText()).isEqualTo("https://example.org/");
    assertThat(edited.json().path("title").isNull()).isTrue();
    assertThat(edited.json().path("tags")).hasToString("[\"x\"]");
    assertThat(edited.header("ETag")).isEqualTo("\"2\"");
    JsonNode disabled = api.patch("/links/" + id, "{\"state\":\"disabled\"}").json();
    assertThat(disabled.path("state").asText()).isEqualTo("disabled");
  }

  @Test
  void editOfAnOldVersionIsRefused() {
    String path = "/links/" + api.create(URL).path("id").asText();
    api.patch(path, "{\"title\":\"one\"}", "If-Match", "\"1\"").expect(200);
    ApiClient.Reply late = api.patch(path, "{\"title\":\"two\"}", "If-Match", "\"1\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.problem()).isEqualTo("precondition-failed");
    assertThat(api.delete(path, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.get(path).json().path("title").asText()).isEqualTo("one");
    api.patch(path, "{\"title\":\"three\"}", "If-Match", "*").expect(200);
  }

  @Test
  void unchangedLinkIsNotSentAgain() {
    String path = "/links/" + api.create(URL).path("id").asText();
    assertThat(api.get(path, "If-None-Match", "\"1\"").status()).isEqualTo(304);
    assertThat(api.get(path, "If-None-Match", "\"7\"").status()).isEqualTo(200);
  }

  @Test
  void deletedLinkIsGone() {
    String path = "/links/" + api.create(URL).path("id").asText();
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.get(path).problem()).isEqualTo("not-found");
    assertThat(api.delete(path).problem()).isEqualTo("not-found");
  }

  @Test
  void linksOfOthersAreNotThere() {
    ApiClient member = api.issue("member");
    ApiClient other = api.issue("member");
    String path = "/links/" + member.create(URL).path("id").asText();
    assertThat(other.get(path).problem()).isEqualTo("not-found");
    assertThat(other.patch(path, "{\"title\":\"x\"}").problem()).isEqualTo("not-found");
    assertThat(other.delete(path).problem()).isEqualTo("not-found");
    assertThat(other.get(path + "/stats").problem()).isEqualTo("not-found");
    assertThat(other.get("/links").json().path("links")).isEmpty();
    member.get(path).expect(200);
    api.get(path).expect(200);
  }

  @Test
  void listingPagesThroughEverythingOnce() {
    ApiClient member = api.issue("member");
    for (int i = 0; i < 5; i++) {
      member.create("https://example.com/page/" + i);
    }
    ApiClient.Reply first = member.get("/links?limit=3&sort=oldest").expect(200);
    assertThat(first.json().path("links")).hasSize(3);
    String next = first.json().path("next").asText();
    ApiClient.Reply second = member.get("/links?limit=3&sort=oldest&cursor=" + next).expect(200);
    assertThat(second.json().path("links")).hasSize(2);
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(member.get("/links?cursor=" + next + "&sort=title").problem())
        .isEqualTo("invalid-cursor");
    assertThat(member.get("/links?cursor=nonsense").problem()).isEqualTo("invalid-cursor");
  }

  @Test
  void listingFinds() {
    ApiClient member = api.issue("member");
    member.post(
        "/links", "{\"url\":\"https://example.com/q\",\"title\":\"Needle\",\"tags\":[\"t1\"]}");
    member.create("https://example.com/other");
    assertThat(member.get("/links?q=needle").json().path("links")).hasSize(1);
    assertThat(member.get("/links?tag=t1").json().path("links")).hasSize(1);
    assertThat(member.get("/links?tag=t2").json().path("links")).isEmpty();
    assertThat(member.get("/links?domain=go.example").json().path("links")).isEmpty();
  }

  @Test
  void shortUrlExpandsForAnyKey() {
    JsonNode link = api.create("https://example.com/expanded");
    ApiClient.Reply reply =
        api.issue("member").get("/expand?shortUrl=" + link.path("shortUrl").asText());
    assertThat(reply.expect(200).json().path("url").asText())
        .isEqualTo("https://example.com/expanded");
    assertThat(
            api.get("/expand?shortUrl=http://localhost:" + server.linkPort() + "/nothing1")
                .problem())
        .isEqualTo("not-found");
  }

  @Test
  void headIsAnsweredAsGetWithoutABody() {
    String path = "/links/" + api.create(URL).path("id").asText();
    ApiClient.Reply head = api.send("HEAD", path, null, null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isEqualTo("\"1\"");
    assertThat(head.body()).isEmpty();
  }
}
