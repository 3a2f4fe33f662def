package terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The management listener of a whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManagementTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Server server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void runningServerIsLiveAndReady() throws IOException, InterruptedException {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"ready\":true", "\"links\":true", "\"clicks\":true");
    assertThat(get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyReadingIsAnswered() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + "/livez");
    HttpRequest post = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("x")).build();
    HttpResponse<String> refused = client.send(post, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(refused.body()).contains("urn:terse:problem:method-not-allowed");
  }

  @Test
  void metricsTellOfEveryPart() throws IOException, InterruptedException {
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "terse_redirect_seconds_bucket{le=\"+Inf\"}",
            "terse_cache_requests_total{result=\"l1_hit\"}",
            "terse_journal_clicks_total{result=\"lost\"} 0.0",
            "terse_click_lag_clicks",
            "terse_store_commit_seconds_count",
            "terse_queue_depth{queue=\"store_writes\"}",
            "terse_queue_bound{queue=\"store_writes\"}",
            "terse_queue_bound{queue=\"api_create\"}",
            "jvm_heap_used_bytes");
  }
}
