package terse.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Speaks the public HTTP API of one node, as any user's program would. */
final class TerseClient implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final TerseNode node;
  private final String key;
  private final Duration patience;

  /**
   * A client of a node.
   *
   * @param patience how long the API may take to answer
   */
  TerseClient(TerseNode node, String key, Duration patience) {
    this.node = node;
    this.key = key;
    this.patience = patience;
  }

  /** A link as the API tells of it. */
  record Created(String id, String code, String shortUrl, String url) {}

  /** Creates a link, again as long as the node says that it is busy, and expects 201 then. */
  Created create(Map<String, ?> body) throws IOException, InterruptedException {
    String json = JSON.writeValueAsString(body);
    HttpResponse<String> response = post("/api/v1/links", json);
    while (isBusy(response)) {
      LockSupport.parkNanos(20_000_000);
      response = post("/api/v1/links", json);
    }
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    JsonNode link = JSON.readTree(response.body());
    return new Created(
        link.get("id").asText(),
        link.get("code").asText(),
        link.get("shortUrl").asText(),
        link.get("url").asText());
  }

  private static boolean isBusy(HttpResponse<String> response) {
    return response.statusCode() == 503 && response.body().contains("problem:overloaded");
  }

  Created create(String url) throws IOException, InterruptedException {
    return create(Map.of("url", url));
  }

  HttpResponse<String> post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    return send(path, "POST", json, headers);
  }

  HttpResponse<String> send(String path, String method, String json, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.app(path))
            .timeout(patience)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Creates links from JSON lines, again as long as the node says that it is busy. */
  String bulk(String lines) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.app("/api/v1/links/bulk"))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    while (isBusy(response)) {
      LockSupport.parkNanos(20_000_000);
      response = http.send(request, BodyHandlers.ofString());
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(path, "GET", "");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Clicks a short link as a browser would, without following it. */
  HttpResponse<String> click(String code, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.links("/" + code))
            .timeout(Duration.ofSeconds(10))
            .header(
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .header("Accept", "text/html");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Clicks by people and programs on all links. */
  long totalClicks() throws IOException, InterruptedException {
    JsonNode stats = get("/api/v1/stats");
    return stats.get("clicks").asLong() + stats.get("botClicks").asLong();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
