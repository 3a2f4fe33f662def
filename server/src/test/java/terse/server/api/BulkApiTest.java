package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** What the API does with links by the line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BulkApiTest {
  private Server server;
  private ApiClient api;
  private String key;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server =
        Started.server(
            folder,
            "--links=memory",
            "--clicks=none",
            "--bulk-max-lines=5000",
            "--bulk-max-size=2m",
            "--bulk-max-buffer=64k");
    api = ApiClient.of(server, folder);
    key = java.nio.file.Files.readString(folder.resolve("admin.key")).strip();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static List<JsonNode> lines(ApiClient.Reply reply) {
    return reply
        .body()
        .lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> Json.read(bytes, 0, bytes.length))
        .toList();
  }

  private static String urls(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"url\":\"https://example.com/bulk/" + i + "\"}\n")
        .collect(Collectors.joining());
  }

  @Test
  void everyLineIsAnsweredInOrder() {
    ApiClient.Reply reply = api.bulk(urls(0, 2_500));
    assertThat(reply.expect(200).header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(reply.body().lines()).allMatch(line -> line.startsWith("{\"line\":"));
    List<JsonNode> lines = lines(reply);
    assertThat(lines).hasSize(2_500);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).path("line").asInt()).isEqualTo(i + 1);
      assertThat(lines.get(i).at("/link/url").asText()).isEqualTo("https://example.com/bulk/" + i);
    }
  }

  @Test
  void badLineIsItsOwnProblem() {
    List<JsonNode> lines =
        lines(
            api.bulk(
                """
                {"url":"https://example.com/1"}
                {"url":
                {"url":"https://example.com/2","wrong":1}

                {"url":"ftp://example.com/"}
                {"url":"https://example.com/3","alias":"bulk-one"}
                {"url":"https://example.com/4","alias":"bulk-one"}
                """));
    assertThat(lines.stream().map(line -> line.path("line").asInt()))
        .containsExactly(1, 2, 3, 5, 6, 7);
    assertThat(lines.stream().map(line -> line.at("/problem/status").asInt()))
        .containsExactly(0, 400, 400, 400, 0, 409);
  }

  @Test
  void tooLongLineIsPassedOver() {
    String longLine = "{\"url\":\"https://example.com/" + "a".repeat(70_000) + "\"}";
    List<JsonNode> lines = lines(api.bulk(longLine + "\n" + urls(0, 1)));
    assertThat(lines.getFirst().at("/problem/status").asInt()).isEqualTo(413);
    assertThat(lines.getLast().has("link")).isTrue();
  }

  @Test
  void retriedBulkRepeatsNothing() {
    String body =
        urls(0, 20) + "{\"url\":\"https://example.com/own\",\"idempotencyKey\":\"own\"}\n";
    List<JsonNode> first = lines(api.bulk(body, "Idempotency-Key", "import-1"));
    List<JsonNode> again = lines(api.bulk(body, "Idempotency-Key", "import-1"));
    assertThat(again).isEqualTo(first);
    List<JsonNode> own =
        lines(api.bulk("{\"url\":\"https://example.com/own\",\"idempotencyKey\":\"own\"}"));
    assertThat(own.getFirst().at("/link/id")).isEqualTo(first.getLast().at("/link/id"));
  }

  @Test
  void announcedSizeBeyondTheBoundIsRefusedUnread() {
    ApiClient.Reply reply = api.bulk("x".repeat(3 << 20));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.problem()).isEqualTo("too-large");
  }

  @Test
  void linesBeyondTheBoundAreToldAndNotRead() {
    List<JsonNode> lines = lines(api.bulk(urls(0, 5_100)));
    assertThat(lines).hasSize(5_001);
    assertThat(lines.getLast().at("/problem/status").asInt()).isEqualTo(413);
    assertThat(lines.get(4_999).has("link")).isTrue();
  }

  @Test
  void onlyNdjsonIsRead() {
    ApiClient.Reply reply = api.send("POST", "/links/bulk", "application/json", "{}");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(api.as(null).bulk("{}").status()).isEqualTo(401);
  }

  @Test
  void emptyBulkAnswersNothing() {
    assertThat(api.bulk("").expect(200).body()).isEmpty();
  }

  @Test
  void answersComeWhileTheInputIsStillOpen() throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Transfer-Encoding: chunked").getBytes(StandardCharsets.UTF_8));
      chunk(out, "{\"url\":\"https://example.com/early\"}\n");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(in.lines().filter(line -> line.startsWith("{\"line\":1,")).findFirst())
          .isPresent();
      chunk(out, "{\"url\":\"https://example.com/late\"}\n");
      assertThat(in.lines().filter(line -> line.startsWith("{\"line\":2,")).findFirst())
          .isPresent();
      out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(in.lines().anyMatch("0"::equals)).isTrue();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.appPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private String head(String length) {
    return "POST /api/v1/links/bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + key
        + "\r\nContent-Type: application/x-ndjson\r\n"
        + length
        + "\r\n\r\n";
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    out.write(chunk.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
