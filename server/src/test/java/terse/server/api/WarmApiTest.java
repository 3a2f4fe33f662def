package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** Warming by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WarmApiTest {
  private Server server;
  private ApiClient admin;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Started.server(folder, "--links=memory", "--clicks=none");
    admin = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private JsonNode warm(List<String> ids) {
    return admin
        .post("/cache/warm", "{\"ids\":[\"" + String.join("\",\"", ids) + "\"]}")
        .expect(200)
        .json();
  }

  @Test
  void linksAreLoadedAndTheOthersCounted() {
    List<String> ids = new ArrayList<>(List.of("1.no-such-link", "nonsense", "9.elsewhere"));
    for (int i = 0; i < 100; i++) {
      ids.add(admin.create("https://example.com/" + i).path("id").asText());
    }
    assertThat(warm(ids).toString()).isEqualTo("{\"warm\":100,\"missing\":3,\"failed\":0}");
    assertThat(warm(ids).path("warm").asInt()).isEqualTo(100);
  }

  @Test
  void nobodyWarmsMoreThanAThousandAtOnceOrWithoutTheRight() {
    String many = "{\"ids\":[" + "\"1.a\",".repeat(1_000) + "\"1.a\"]}";
    assertThat(admin.post("/cache/warm", many).expect(400).problem()).isEqualTo("invalid-request");
    assertThat(admin.issue("member").post("/cache/warm", "{\"ids\":[\"1.a\"]}").problem())
        .isEqualTo("forbidden");
  }
}
