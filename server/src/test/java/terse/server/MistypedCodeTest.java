package terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.alias.Alias;

/** From a domain with check symbols to a typing error and back, through a whole server. */
final class MistypedCodeTest {
  private static final String TARGET = "https://example.com/here";

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder = Path.of("");
  private Server server;

  @BeforeEach
  void start() {
    server =
        Started.server(folder, "--clicks=none", "--code-check-symbol=true", "--suggest-limit=30");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pageOffersTheLinkThatWasMeant() throws Exception {
    String code = shorten();
    assertThat(code).hasSize(8);
    assertThat(visit(code).headers().firstValue("Location")).hasValue(TARGET);

    HttpResponse<String> page = visit(wrong(code));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body())
        .contains("Did you mean this?", "href=\"/" + code + "+\"")
        .doesNotContain(TARGET);
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-store");
  }

  @Test
  void programsAreToldToo() throws Exception {
    String code = shorten();
    HttpResponse<String> answer = visit(wrong(code), "*/*");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("suggestions").get(0).asText()).isEqualTo(code);

    JsonNode expanded = api("GET", "/expand?shortUrl=" + wrong(code), null);
    assertThat(expanded.path("status").asInt()).isEqualTo(404);
    assertThat(expanded.path("suggestions").get(0).asText())
        .isEqualTo("http://localhost:" + server.linkPort() + "/" + code);
  }

  @Test
  void linkThatIsGoneIsNotOffered() throws Exception {
    String code = shorten();
    api("PATCH", "/links/1." + code, "{\"state\":\"disabled\"}");
    assertThat(visit(wrong(code)).body()).doesNotContain(code).contains("There is no link here");
  }

  @Test
  void whoAsksTooOftenIsOfferedNothing() throws Exception {
    String code = shorten();
    for (int i = 0; i < 30; i++) {
      assertThat(visit(wrong(code)).body()).contains(code);
    }
    HttpResponse<String> page = visit(wrong(code));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).doesNotContain(code);
    assertThat(visit(code).statusCode()).isEqualTo(302);
  }

  @Test
  void loweredCodeIsOfferedOrFollowedOnceTheDomainSaysSo() throws Exception {
    String code = shortenInBothCases();
    String lowered = Alias.fold(code);
    assertThat(visit(lowered).statusCode()).isEqualTo(404);
    wrongCase("offer");
    assertThat(visit(lowered).body()).contains("href=\"/" + code + "+\"");
    wrongCase("follow");
    HttpResponse<String> answer = visit(code.toUpperCase(Locale.ROOT));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).hasValue(TARGET);
    wrongCase("refuse");
    assertThat(visit(swapCase(code)).statusCode()).isEqualTo(404);
  }

  private void wrongCase(String what) throws Exception {
    JsonNode domain = api("PATCH", "/domains/1", "{\"codes\":{\"wrongCase\":\"" + what + "\"}}");
    assertThat(domain.path("codes").path("wrongCase").asText()).isEqualTo(what);
  }

  private static String swapCase(String code) {
    StringBuilder swapped = new StringBuilder();
    code.chars().forEach(c -> swapped.append((char) (Character.isLetter(c) ? c ^ 0x20 : c)));
    return swapped.toString();
  }

  private String shorten() throws Exception {
    return api("POST", "/links", "{\"url\":\"" + TARGET + "\"}").path("code").asText();
  }

  /** One code in some hundred is the same in small letters, or in capitals. */
  private String shortenInBothCases() throws Exception {
    String code = shorten();
    while (code.equals(Alias.fold(code)) || code.equals(code.toUpperCase(Locale.ROOT))) {
      code = shorten();
    }
    return code;
  }

  private static String wrong(String code) {
    return code.substring(0, 2) + (code.charAt(2) == 'x' ? 'y' : 'x') + code.substring(3);
  }

  private HttpResponse<String> visit(String code) throws Exception {
    return visit(code, "text/html");
  }

  private HttpResponse<String> visit(String code, String accept) throws Exception {
    URI uri = URI.create("http://localhost:" + server.linkPort() + "/" + encoded(code));
    return http.send(
        HttpRequest.newBuilder(uri).header("Accept", accept).build(), BodyHandlers.ofString());
  }

  private static String encoded(String code) {
    return URLEncoder.encode(code, StandardCharsets.UTF_8);
  }

  private JsonNode api(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.appPort() + "/api/v1" + path))
            .header(
                "Authorization", "Bearer " + Files.readString(folder.resolve("admin.key")).strip())
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return new ObjectMapper().readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }
}
