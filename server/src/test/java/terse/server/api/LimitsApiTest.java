package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** Limits on creates. */
final class LimitsApiTest {
  private static final String BODY = "{\"url\":\"https://example.com/\"}";

  @Test
  void createsBeyondTheLimitWait(@TempDir Path folder) {
    try (Server server =
        Started.server(folder, "--links=memory", "--clicks=none", "--create-limit=3")) {
      ApiClient admin = ApiClient.of(server, folder);
      ApiClient member = admin.issue("member");
      ApiClient.Reply first = member.post("/links", BODY).expect(201);
      assertThat(first.header("RateLimit-Limit")).isEqualTo("3");
      assertThat(first.header("RateLimit-Remaining")).isEqualTo("2");
      assertThat(first.header("RateLimit-Policy")).isEqualTo("3;w=60");
      member.post("/links", BODY).expect(201);
      member.post("/links", BODY).expect(201);
      ApiClient.Reply beyond = member.post("/links", BODY);
      assertThat(beyond.status()).isEqualTo(429);
      assertThat(beyond.problem()).isEqualTo("rate-limited");
      assertThat(Integer.parseInt(beyond.header("Retry-After"))).isBetween(1, 60);
      assertThat(beyond.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(member.get("/links").json().path("links")).hasSize(3);
      admin.post("/links", BODY).expect(201);
    }
  }

  @Test
  void everyLineOfABulkCounts(@TempDir Path folder) {
    try (Server server =
        Started.server(folder, "--links=memory", "--clicks=none", "--create-limit=2")) {
      ApiClient.Reply reply = ApiClient.of(server, folder).bulk((BODY + "\n").repeat(4));
      List<JsonNode> lines =
          reply
              .body()
              .lines()
              .map(
                  line ->
                      Json.read(
                          line.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, line.length()))
              .toList();
      assertThat(lines.stream().map(line -> line.at("/problem/status").asInt()))
          .containsExactly(0, 0, 429, 429);
      assertThat(lines.getLast().at("/problem/retryAfter").asInt()).isBetween(1, 60);
    }
  }
}
