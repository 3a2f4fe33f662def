package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.server.Server;
import terse.server.Started;

/** Rotating the secrets of codes while the server runs, and after. */
final class CodeKeysApiTest {
  @TempDir Path folder;

  @Test
  void codesOfAllEpochsLiveOnAfterRotationsAndRestarts() {
    String first;
    String second;
    try (Server server = Started.server(folder, "--clicks=none")) {
      ApiClient admin = ApiClient.of(server, folder);
      first = id(admin.create("https://example.org/1"));
      JsonNode begun = admin.send("POST", "/code-keys", null, null).expect(201).json();
      assertThat(begun.path("epoch").asInt()).isEqualTo(2);
      second = id(admin.create("https://example.org/2"));
      admin.get("/links/" + first).expect(200);
    }
    try (Server server = Started.server(folder, "--clicks=none")) {
      ApiClient admin = ApiClient.of(server, folder);
      assertThat(admin.get("/code-keys").expect(200).json().path("epochs"))
          .hasToString("[{\"epoch\":1,\"current\":false},{\"epoch\":2,\"current\":true}]");
      admin.get("/links/" + first).expect(200);
      admin.get("/links/" + second).expect(200);
      assertThat(admin.issue("member").send("POST", "/code-keys", null, null).problem())
          .isEqualTo("forbidden");
    }
  }

  private static String id(JsonNode link) {
    return link.path("id").asText();
  }
}
