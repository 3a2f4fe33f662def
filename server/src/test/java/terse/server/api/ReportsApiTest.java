package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** Reports of real clicks: from the link listener through journal and store to the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportsApiTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private Server server;
  private ApiClient api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder);
    api = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void click(JsonNode link, String agent) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link.path("shortUrl").asText()))
            .header("User-Agent", agent)
            .header("Referer", "https://news.example/today")
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()) {
      HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
      assertThat(response.statusCode()).isEqualTo(302);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode stats(JsonNode link, long clicks) {
    String path = "/links/" + link.path("id").asText() + "/stats";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(api.get(path).json().path("clicks").asLong()).isEqualTo(clicks));
    return api.get(path).expect(200).json();
  }

  @Test
  void clicksAreReported() {
    JsonNode link = api.create("https://example.com/reported");
    click(link, FIREFOX);
    click(link, FIREFOX);
    click(link, "Googlebot/2.1 (+http://www.google.com/bot.html)");
    JsonNode stats = stats(link, 2);
    await().untilAsserted(() -> assertThat(stats(link, 2).path("botClicks").asLong()).isEqualTo(1));
    assertThat(stats.path("visitors").asLong()).isEqualTo(1);
    assertThat(stats.path("last24Hours").asLong()).isEqualTo(2);
    assertThat(stats.at("/breakdowns/browser/0/value").asText()).isEqualTo("Firefox");
    assertThat(stats.at("/breakdowns/referrer/0/value").asText()).isEqualTo("news.example");
    assertThat(stats.path("series")).isNotEmpty();
    assertThat(Instant.parse(stats.path("freshUntil").asText())).isBefore(Instant.now());
    String filtered = "/links/" + link.path("id").asText() + "/stats?browser=Chrome";
    assertThat(api.get(filtered).json().path("clicks").asLong()).isZero();
    assertThat(api.get("/stats?bucket=hour&timezone=Asia/Kolkata").expect(200).json()).isNotEmpty();
  }

  @Test
  void reportComesAsCsv() {
    JsonNode link = api.create("https://example.com/csv");
    click(link, FIREFOX);
    stats(link, 1);
    ApiClient.Reply reply =
        api.get("/links/" + link.path("id").asText() + "/stats", "Accept", "text/csv");
    assertThat(reply.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(reply.body())
        .startsWith("kind,value,clicks,botClicks,visitors\r\ntotal,,1,0,1\r\n")
        .contains("browser,Firefox,1,,\r\n");
  }

  @Test
  void reportsOfOthersStayTheirs() {
    JsonNode link = api.create("https://example.com/mine");
    click(link, FIREFOX);
    stats(link, 1);
    ApiClient member = api.issue("member");
    assertThat(member.get("/stats").json().path("clicks").asLong()).isZero();
    assertThat(api.get("/stats").json().path("clicks").asLong()).isPositive();
  }

  @Test
  void tooManyBucketsAreRefused() {
    ApiClient.Reply reply = api.get("/stats?from=2000-01-01T00:00:00Z&bucket=minute");
    assertThat(reply.problem()).isEqualTo("invalid-request");
  }

  @Test
  void clicksAreStreamedAsTheyCome() throws IOException, InterruptedException {
    JsonNode link = api.create("https://example.com/live");
    HttpRequest request =
        api.request("/links/" + link.path("id").asText() + "/events").GET().build();
    HttpResponse<InputStream> response = api.http().send(request, BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(in.readLine()).isEqualTo(": clicks follow");
      click(link, FIREFOX);
      String data = in.lines().filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
      assertThat(data).contains("\"id\":\"" + link.path("id").asText() + "\"", "Firefox");
    }
  }
}
