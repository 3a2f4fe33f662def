package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportTest {
  private static final String BUSY = "{\"status\":503,\"detail\":\"Busy.\"}";

  private final ServerDouble server = new ServerDouble();
  private final TypedTerminal typed =
      new TypedTerminal().set("TERSE_SERVER", server.address()).set("TERSE_KEY", "secret");

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void plainLinesBecomeLinksAndCommentsAndBlanksDoNot() {
    server.answer(200, created(1) + created(2));
    typed.type("https://a.test/\n\n# a comment\nhttps://b.test/\n");
    assertThat(typed.run("import", "-")).isZero();
    assertThat(server.last().lines())
        .extracting(line -> line.path("url").asText())
        .containsExactly("https://a.test/", "https://b.test/");
    assertThat(typed.err()).startsWith("2 links, 0 failed");
  }

  @Test
  void csvFieldsBecomeTheLinksFields() {
    server.answer(200, created(1));
    typed.type(
        """
        URL,alias,Title,tags,expiresAt,status,createdAt
        https://a.test/?a=1,sale,"One, ""two""
        three",a;b,2031-01-01T00:00:00Z,301,2029-01-01T00:00:00Z
        """);
    assertThat(typed.run("import", "-")).isZero();
    var line = server.last().lines().getFirst();
    assertThat(line.path("title").asText()).isEqualTo("One, \"two\"\nthree");
    assertThat(line.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(line.path("status").asInt()).isEqualTo(301);
    assertThat(line.has("createdAt")).isFalse();
  }

  @Test
  void jsonLinesArePassedOn() {
    server.answer(200, created(1));
    typed.type("{\"url\":\"https://a.test/\",\"tags\":[\"x;y\"],\"version\":3}\n");
    assertThat(typed.run("import", "-")).isZero();
    assertThat(server.last().lines().getFirst().path("tags").toString()).isEqualTo("[\"x;y\"]");
    assertThat(server.last().lines().getFirst().has("version")).isFalse();
  }

  @Test
  void anUnknownColumnIsRefusedBeforeAnythingIsSent() {
    typed.type("url,colour\nhttps://a.test/,red\n");
    assertThat(typed.run("import", "-")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).contains("colour");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void theSameFileHasTheSameKeysAndAnotherHasOthers() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "https://a.test/\nhttps://a.test/\n");
    Files.writeString(folder.resolve("b.txt"), "https://a.test/\nhttps://a.test/\n");
    server.answer(200, created(1) + created(2));
    server.answer(200, created(1) + created(2));
    server.answer(200, created(1) + created(2));
    typed.in(folder).run("import", "a.txt");
    typed.run("import", "a.txt");
    typed.run("import", "b.txt");
    assertThat(keys(0)).isEqualTo(keys(1)).doesNotContainAnyElementsOf(keys(2));
    assertThat(keys(0)).doesNotHaveDuplicates();
  }

  @Test
  void linesOverTheLimitAreSentAgainAfterTheWait() {
    server.answer(
        200,
        Map.of("RateLimit-Reset", "42"),
        created(1) + refused(2, 429, "Too many.") + created(3));
    server.answer(200, created(1));
    typed.type("https://a.test/\nhttps://b.test/\nhttps://c.test/\n");
    assertThat(typed.run("import", "-")).isZero();
    assertThat(server.asked()).hasSize(2);
    assertThat(server.last().lines().getFirst().path("url").asText()).isEqualTo("https://b.test/");
    assertThat(typed.time().instant()).isEqualTo(Instant.parse("2030-01-01T00:00:42Z"));
    assertThat(typed.err()).startsWith("3 links, 0 failed");
  }

  @Test
  void aBusyServerIsAskedAgain() {
    server.answer(503, Map.of("Retry-After", "3"), BUSY).answer(200, created(1));
    typed.type("https://a.test/\n");
    assertThat(typed.run("import", "-")).isZero();
    assertThat(typed.time().instant()).isEqualTo(Instant.parse("2030-01-01T00:00:03Z"));
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    server.answer(200, created(1)).answer(200, created(1));
    typed.type("https://a.test/\nhttps://b.test/\n");
    assertThat(typed.run("import", "-")).isZero();
    assertThat(server.last().lines()).hasSize(1);
    assertThat(typed.err()).startsWith("2 links, 0 failed");
  }

  @Test
  void aServerThatStaysBusyIsGivenUp() {
    IntStream.range(0, 20).forEach(_ -> server.answer(503, BUSY));
    typed.type("https://a.test/\n");
    assertThat(typed.run("import", "-")).isEqualTo(Exit.UNREACHABLE);
    assertThat(typed.err()).contains("Gave up", "Busy.");
    assertThat(server.asked()).hasSizeLessThan(20);
  }

  @Test
  void failuresAreListedAndMakeTheImportFail() throws IOException {
    server.answer(200, created(1) + refused(2, 400, "No host."));
    Files.writeString(folder.resolve("u.txt"), "https://a.test/\nhttps://\n");
    var code = typed.in(folder).run("import", "u.txt", "--failures=bad.csv", "--output=links.csv");
    assertThat(code).isEqualTo(Exit.FAILED);
    assertThat(folder.resolve("bad.csv")).content().isEqualTo("2,No host.,https://\n");
    assertThat(folder.resolve("links.csv"))
        .content()
        .isEqualTo("https://x.test/1,http://localhost/1\n");
  }

  @Test
  void aLineThatMakesNoSenseFailsAloneAndIsNotSent() {
    server.answer(200, created(1));
    typed.type("{\"url\":\"https://a.test/\"}\nnonsense\n");
    assertThat(typed.run("import", "-")).isEqualTo(Exit.FAILED);
    assertThat(server.last().lines()).hasSize(1);
    assertThat(typed.err()).contains("line 2: This line is not a JSON object.");
  }

  @Test
  void aLongFileIsSentInBatches() {
    server.answer(200, created(1) + created(2)).answer(200, created(1));
    typed.type("https://a.test/\nhttps://b.test/\nhttps://c.test/\n");
    assertThat(typed.run("import", "-", "--batch=2")).isZero();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aWatchedImportShowsItsProgress() throws IOException {
    server.answer(200, created(1));
    Files.writeString(folder.resolve("u.txt"), "https://a.test/\n");
    typed.watch().in(folder).run("import", "u.txt");
    assertThat(typed.err()).contains("100 %", "\r");
  }

  @Test
  void waitingIsNoTimeOfTheMachine() {
    typed.time().pause(Duration.ofDays(1));
    assertThat(typed.time().instant()).isEqualTo(Instant.parse("2030-01-02T00:00:00Z"));
  }

  private java.util.List<String> keys(int request) {
    return server.asked().get(request).lines().stream()
        .map(line -> line.path("idempotencyKey").asText())
        .toList();
  }

  private static String created(int line) {
    return "{\"line\":%d,\"link\":{\"url\":\"https://x.test/%d\",\"shortUrl\":\"http://localhost/%d\"}}\n"
        .formatted(line, line, line);
  }

  private static String refused(int line, int status, String detail) {
    return "{\"line\":%d,\"problem\":{\"status\":%d,\"detail\":\"%s\"}}\n"
        .formatted(line, status, detail);
  }
}
