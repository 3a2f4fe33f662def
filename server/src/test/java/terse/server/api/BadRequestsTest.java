package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import terse.server.Server;
import terse.server.Started;

/** Bad requests of every kind: each is a problem of the caller's, and nothing is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadRequestsTest {
  private Server server;
  private ApiClient api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder, "--links=memory", "--clicks=none", "--max-body=8k");
    api = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private int links() {
    return api.get("/links?limit=500").json().path("links").size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{}",
        "{\"url\":7}",
        "{\"url\":null}",
        "{\"url\":[\"https://example.com\"]}",
        "{\"url\":\"https://example.com\",\"uri\":1}",
        "{\"url\":\"https://example.com\",\"url\":\"https://example.org\"}",
        "{\"url\":\"https://example.com\"} {}",
        "{\"url\":\"https://example.com\",\"tags\":\"a\"}",
        "{\"url\":\"https://example.com\",\"tags\":[1]}",
        "{\"url\":\"https://example.com\",\"tags\":[\"\"]}",
        "{\"url\":\"https://example.com\",\"status\":200}",
        "{\"url\":\"https://example.com\",\"status\":\"301\"}",
        "{\"url\":\"https://example.com\",\"reuse\":\"yes\"}",
        "{\"url\":\"https://example.com\",\"expiresAt\":\"tomorrow\"}",
        "{\"url\":\"https://example.com\",\"expiresAt\":5}",
        "{\"url\":\"https://example.com\",\"expiresAt\":\"1999-01-01T00:00:00Z\"}",
        "{\"url\":\"https://example.com\",\"title\":\"a\\u0000b\"}",
        "{\"url\":\"https://example.com\",\"title\":\"a\\r\\nb\"}",
        "{\"url\":\"https://example.com\",\"alias\":\"a\\r\\nb\"}",
        "{\"url\":\"https://example.com\",\"alias\":\"\"}",
        "{\"url\":\"https://example.com\",\"alias\":\"../x\"}",
        "{\"url\":\"https://example.com\",\"domain\":\"a b\"}",
        "{\"url\":\"https://example.com/\\u0000\"}",
        "{\"url\":\"https://example.com/\\r\\nSet-Cookie:a\"}",
        "{\"url\":\"ftp://example.com/\"}",
        "{\"url\":\"javascript:alert(1)\"}",
        "{\"url\":\"https://user:pw@example.com/\"}",
        "{\"url\":\"\"}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}"
      })
  void badBodyIsRefusedAndNothingIsCreated(String body) {
    int before = links();
    ApiClient.Reply reply = api.post("/links", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.problem()).startsWith("invalid-");
    assertThat(links()).isEqualTo(before);
  }

  @Test
  void everyFieldThatIsWrongIsNamed() {
    JsonNode errors =
        api.post("/links", "{\"url\":7,\"status\":1,\"nonsense\":true}").json().path("errors");
    assertThat(errors.findValuesAsText("field")).contains("/url", "/status");
    assertThat(errors.toString()).contains("nonsense");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/links?limit=0",
        "/links?limit=501",
        "/links?limit=ten",
        "/links?limit=5&limit=6",
        "/links?sort=best",
        "/links?unknown=1",
        "/links?q=a%00b",
        "/links?q=a%0d%0ab",
        "/links?cursor=%ff%fe",
        "/expand",
        "/expand?shortUrl=a%00",
        "/stats?from=yesterday",
        "/stats?timezone=Mars/Olympus",
        "/stats?bucket=second",
        "/stats?top=0",
        "/stats?country=a%0ab",
        "/stats?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
      })
  void badParameterIsRefused(String path) {
    ApiClient.Reply reply = api.get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.problem()).startsWith("invalid-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.", ".a", "0.abc", "1.zzzzzzz", "1.%00", "99.abcdefg", "1.%2e%2e"})
  void unknownIdIsNotFound(String id) {
    assertThat(api.get("/links/" + id).problem()).isEqualTo("not-found");
  }

  @Test
  void tooBigBodyIsRefused() {
    String body = "{\"url\":\"https://example.com/\",\"title\":\"" + "a".repeat(10_000) + "\"}";
    ApiClient.Reply reply = api.post("/links", body);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.problem()).isEqualTo("too-large");
  }

  @Test
  void otherMediaTypesAreRefused() {
    ApiClient.Reply reply = api.send("POST", "/links", "text/plain", "{\"url\":\"https://a.b\"}");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    assertThat(api.get("/links", "Accept", "image/png").problem()).isEqualTo("not-acceptable");
  }

  @Test
  void unknownAddressesAndMethodsAreTold() {
    assertThat(api.get("/nothing").problem()).isEqualTo("not-found");
    assertThat(api.get("/links/").problem()).isEqualTo("not-found");
    ApiClient.Reply reply = api.send("PUT", "/links", "application/json", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(reply.problem()).isEqualTo("method-not-allowed");
    assertThat(api.send("OPTIONS", "/links", null, null).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic YTpi",
        "Bearer terse_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void withoutAGoodKeyNothingIsSaid(String authorization) {
    ApiClient.Reply reply =
        authorization.isEmpty()
            ? api.as(null).get("/links")
            : api.as(null).get("/links", "Authorization", authorization);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.problem()).isEqualTo("unauthorized");
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void tooLongIdempotencyKeyIsRefused() {
    ApiClient.Reply reply =
        api.post("/links", "{\"url\":\"https://a.example\"}", "Idempotency-Key", "k".repeat(256));
    assertThat(reply.problem()).isEqualTo("invalid-request");
  }

  @Test
  void answersCarrySecurityHeadersAndNoCors() {
    ApiClient.Reply reply = api.get("/links", "Origin", "https://evil.example");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void brokenHttpIsAnsweredWithAProblem() throws IOException {
    assertThat(raw("GET /\u0000 HTTP/9\r\n\r\n")).startsWith("HTTP/1.").contains(" 400 ");
    assertThat(raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void whatIsTooLongInTheHeadIsNamed() throws IOException {
    String much = "a".repeat(33_000);
    assertThat(raw("GET /" + much + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .contains(" 414 ", "address-too-long");
    assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + much + "\r\n\r\n"))
        .contains(" 431 ", "headers-too-large");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.appPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
