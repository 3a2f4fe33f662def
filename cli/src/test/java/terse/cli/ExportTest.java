package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {
  private static final String LINK =
      """
      {"id":"1.a","code":"a","shortUrl":"http://localhost/a","url":"https://a.test/","alias":null,
       "domain":"localhost","title":"=1+1","tags":["x","y"],"status":302,"state":"active",
       "createdAt":"2030-01-01T00:00:00Z","expiresAt":null}""";

  private final ServerDouble server = new ServerDouble();
  private final TypedTerminal typed =
      new TypedTerminal().set("TERSE_SERVER", server.address()).set("TERSE_KEY", "secret");

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPageIsWrittenInTurn() {
    page("\"c/1\"").page("null");
    assertThat(typed.run("export", "--format=ndjson")).isZero();
    assertThat(typed.out().lines()).hasSize(2);
    assertThat(server.last().address()).contains("cursor=c%2F1", "sort=oldest");
  }

  @Test
  void csvIsSafeToOpenInASpreadsheet() {
    page("null");
    assertThat(typed.run("export")).isZero();
    assertThat(typed.out().lines().toList().get(1))
        .isEqualTo(
            "1.a,a,http://localhost/a,https://a.test/,,localhost,'=1+1,x;y,302,active,"
                + "2030-01-01T00:00:00Z,,,");
  }

  @Test
  void anExportThatBreaksOffLeavesNoFileOfThatName() {
    page("\"c1\"");
    assertThat(typed.in(folder).run("export", "all.csv")).isEqualTo(Exit.FAILED);
    assertThat(folder.resolve("all.csv")).doesNotExist();
  }

  @Test
  void anExportCanBeImportedAgain() {
    page("null");
    assertThat(typed.in(folder).run("export", "all.csv")).isZero();
    server.answer(200, "{\"line\":1,\"link\":{}}\n");
    assertThat(typed.run("import", "all.csv")).isZero();
    var line = server.last().lines().getFirst();
    assertThat(line.path("title").asText()).isEqualTo("=1+1");
    assertThat(line.path("tags").toString()).isEqualTo("[\"x\",\"y\"]");
  }

  private ExportTest page(String next) {
    server.answer(200, "{\"links\":[" + LINK + "],\"next\":" + next + "}");
    return this;
  }
}
