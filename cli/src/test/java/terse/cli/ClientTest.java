package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClientTest {
  private static final String LINK =
      """
      {"id":"1.aZ3kP9q","shortUrl":"http://localhost:8080/aZ3kP9q","url":"https://example.com/"}""";

  private final ServerDouble server = new ServerDouble();
  private final TypedTerminal typed =
      new TypedTerminal().set("TERSE_SERVER", server.address()).set("TERSE_KEY", "secret");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shorteningPrintsTheShortUrlAndNothingElse() {
    server.answer(201, LINK);
    assertThat(typed.run("shorten", "https://example.com/")).isZero();
    assertThat(typed.out()).isEqualTo("http://localhost:8080/aZ3kP9q\n");
    assertThat(typed.err()).isEmpty();
    assertThat(server.last().key()).isEqualTo("Bearer secret");
    assertThat(server.last().body()).isEqualTo("{\"url\":\"https://example.com/\"}");
  }

  @Test
  void shorteningSendsEveryOption() {
    server.answer(201, LINK);
    typed.run(
        "shorten",
        "https://example.com/",
        "--alias=sale",
        "--domain=go.test",
        "--expires=7d",
        "--title=A title",
        "--tag=a",
        "--tag=b",
        "--status=301",
        "--reuse");
    assertThat(server.last().json())
        .isEqualTo(
            Json.parse(
                    """
                    {"url":"https://example.com/","alias":"sale","domain":"go.test",
                     "title":"A title","expiresAt":"2030-01-08T00:00:00Z","status":301,
                     "reuse":true,"tags":["a","b"]}""")
                .orElseThrow());
  }

  @Test
  void aProblemIsToldInItsOwnWords() {
    server.answer(
        400,
        """
        {"status":400,"detail":"Nothing was created.",
         "errors":[{"field":"/url","detail":"No host."}]}""");
    assertThat(typed.run("shorten", "https://")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).isEqualTo("terse: Nothing was created.\n  /url: No host.\n");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void aWrongKeyHasItsOwnExitCode() {
    server.answer(401, "{\"detail\":\"A valid API key is needed.\"}");
    assertThat(typed.run("expand", "localhost/x")).isEqualTo(Exit.UNAUTHORIZED);
  }

  @Test
  void aMissingLinkHasItsOwnExitCode() {
    server.answer(404, "{\"detail\":\"There is no such link.\"}");
    assertThat(typed.run("expand", "localhost/x y")).isEqualTo(Exit.NOT_FOUND);
    assertThat(server.last().address()).isEqualTo("/api/v1/expand?shortUrl=localhost%2Fx%20y");
  }

  @Test
  void aServerThatIsNotThereHasItsOwnExitCode() {
    server.close();
    assertThat(typed.run("shorten", "https://example.com/")).isEqualTo(Exit.UNREACHABLE);
    assertThat(typed.err()).contains(server.address(), "terse serve").doesNotContain("Exception");
  }

  @Test
  void noKeyAnywhereIsSaidBeforeAnythingIsSent() {
    typed.set("TERSE_KEY", "");
    assertThat(typed.run("shorten", "https://example.com/")).isEqualTo(Exit.UNAUTHORIZED);
    assertThat(typed.err()).contains("--key-file", "admin.key");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whatIsNotTerseIsSaidToBeNot() {
    server.answer(200, "<html>");
    assertThat(typed.run("expand", "localhost/x")).isEqualTo(Exit.FAILED);
    assertThat(typed.err()).contains("is not Terse");
  }

  @Test
  void aNewKeysSecretIsPrintedAlone() {
    server.answer(201, "{\"id\":7,\"secret\":\"terse_abc\"}");
    assertThat(typed.run("keys", "create", "build machine", "--role", "admin")).isZero();
    assertThat(typed.out()).isEqualTo("terse_abc\n");
    assertThat(server.last().body()).isEqualTo("{\"name\":\"build machine\",\"role\":\"admin\"}");
  }

  @Test
  void revokingNamesTheKey() {
    server.answer(204, "");
    assertThat(typed.run("keys", "revoke", "7")).isZero();
    assertThat(server.last().method()).isEqualTo("DELETE");
    assertThat(server.last().address()).isEqualTo("/api/v1/keys/7");
  }

  @Test
  void listedKeysShowWhichAreRevoked() {
    server.answer(
        200,
        """
        {"keys":[{"id":1,"account":1,"name":"admin","role":"admin","createdAt":"2030-01-01T00:00:00Z",
        "revokedAt":null},{"id":2,"account":2,"name":"old\\u001b[31m","role":"member",
        "createdAt":"2030-01-01T00:00:00Z","revokedAt":"2030-01-02T00:00:00Z"}]}""");
    assertThat(typed.run("keys", "list")).isZero();
    assertThat(typed.out().lines())
        .hasSize(3)
        .last()
        .asString()
        .endsWith("old[31m (revoked)")
        .doesNotContain("\u001b");
  }

  @Test
  void domainIsAddedWithJustTheCodesThatWereAskedFor() {
    server.answer(
        201,
        """
        {"id":2,"host":"go.test","defaultExpiry":null,"codes":{"source":"permuted",
         "alphabet":"base58","length":6,"longestLength":7,"fill":20,"checkSymbol":true,
         "wrongCase":"refuse"}}""");
    assertThat(
            typed.run("domains", "add", "go.test", "--alphabet=base58", "--check-symbol", "true"))
        .isZero();
    assertThat(server.last().body())
        .isEqualTo(
            "{\"host\":\"go.test\",\"codes\":{\"alphabet\":\"base58\",\"checkSymbol\":true}}");
    assertThat(typed.out())
        .contains("go.test", "permuted base58, 6 to 7 (20 %) symbols and a check symbol");
  }

  @Test
  void codesOfADomainAreChangedByItsNumber() {
    server.answer(
        200,
        """
        {"id":1,"host":"go.test","defaultExpiry":"PT24H","codes":{"source":"permuted",
         "alphabet":"base62","length":7,"longestLength":7,"fill":100,"checkSymbol":false,
         "wrongCase":"follow"}}""");
    assertThat(typed.run("domains", "edit", "1", "--wrong-case=follow")).isZero();
    assertThat(server.last().method()).isEqualTo("PATCH");
    assertThat(server.last().address()).isEqualTo("/api/v1/domains/1");
    assertThat(server.last().body()).isEqualTo("{\"codes\":{\"wrongCase\":\"follow\"}}");
    assertThat(typed.out()).contains("base62, 7 symbols, wrong case: follow");
  }

  @Test
  void expiryOfADomainIsSetAndTakenBack() {
    String domain =
        """
        {"id":1,"host":"go.test","defaultExpiry":"P30D","codes":{"source":"permuted",
         "alphabet":"base62","length":7,"longestLength":7,"fill":100,"checkSymbol":false,
         "wrongCase":"refuse"}}""";
    server.answer(200, domain);
    assertThat(typed.run("domains", "edit", "1", "--default-expiry=P30D")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"defaultExpiry\":\"P30D\"}");
    assertThat(typed.out()).contains("P30D");
    server.answer(200, domain.replace("\"P30D\"", "null"));
    assertThat(typed.run("domains", "edit", "1", "--default-expiry=never")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"defaultExpiry\":null}");
  }

  @Test
  void whatAnUnknownLinkMayHaveBeenMeantAsIsSaid() {
    server.answer(
        404,
        """
        {"status":404,"detail":"There is no such link.","suggestions":["http://go.test/abc"]}""");
    assertThat(typed.run("expand", "go.test/abd")).isEqualTo(Exit.NOT_FOUND);
    assertThat(typed.err()).contains("Did you mean http://go.test/abc ?");
  }
}
