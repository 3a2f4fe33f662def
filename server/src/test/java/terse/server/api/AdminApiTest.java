package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import terse.server.Server;
import terse.server.Started;

/** Keys, domains and what the service says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminApiTest {
  private Server server;
  private ApiClient admin;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        Started.server(
            folder, "--links=memory", "--clicks=none", "--cors-origins=https://a.example");
    admin = ApiClient.of(server, folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void nameIsToldToBeFreeTakenOrImpossible() {
    assertThat(state("summer-sale")).isEqualTo("available");
    admin
        .post("/links", "{\"url\":\"https://example.org/\",\"alias\":\"Summer-Sale\"}")
        .expect(201);
    assertThat(state("summer-sale")).isEqualTo("taken");
    assertThat(state("-summer")).isEqualTo("invalid");
    assertThat(admin.get("/aliases/summer-sale?domain=nowhere.example").problem())
        .isEqualTo("unknown-domain");
  }

  private String state(String alias) {
    return admin.get("/aliases/" + alias).expect(200).json().path("state").asText();
  }

  @Test
  void keyIsShownOnceAndWorksUntilRevoked() {
    JsonNode key = admin.post("/keys", "{\"name\":\"ci\"}").expect(201).json();
    String secret = key.path("secret").asText();
    assertThat(secret).matches("terse_[A-Za-z0-9_-]{43}");
    assertThat(key.path("role").asText()).isEqualTo("member");
    ApiClient member = admin.as(secret);
    assertThat(member.get("/me").expect(200).json().path("name").asText()).isEqualTo("ci");
    assertThat(admin.get("/keys").expect(200).body()).contains("\"ci\"").doesNotContain(secret);
    admin.delete("/keys/" + key.path("id").asInt()).expect(204);
    assertThat(member.get("/me").status()).isEqualTo(401);
  }

  @Test
  void keysOfOneAccountShareItsLinks() {
    JsonNode first = admin.post("/keys", "{\"name\":\"a\"}").json();
    int account = first.path("account").asInt();
    JsonNode second =
        admin.post("/keys", "{\"name\":\"b\",\"account\":" + account + "}").expect(201).json();
    JsonNode link = admin.as(first.path("secret").asText()).create("https://example.com/shared");
    admin.as(second.path("secret").asText()).get("/links/" + link.path("id").asText()).expect(200);
  }

  @Test
  void membersMayNotAdminister() {
    ApiClient member = admin.issue("member");
    assertThat(member.get("/keys").problem()).isEqualTo("forbidden");
    assertThat(member.post("/keys", "{\"name\":\"x\"}").problem()).isEqualTo("forbidden");
    assertThat(member.delete("/keys/1").problem()).isEqualTo("forbidden");
    assertThat(member.post("/domains", "{\"host\":\"x.example\"}").problem())
        .isEqualTo("forbidden");
    assertThat(member.patch("/domains/1", "{\"defaultExpiry\":null}").problem())
        .isEqualTo("forbidden");
  }

  @Test
  void unknownKeyAndTheLastOneStay() {
    assertThat(admin.delete("/keys/999").problem()).isEqualTo("not-found");
    assertThat(admin.delete("/keys/none").problem()).isEqualTo("not-found");
    assertThat(admin.delete("/keys/1").problem()).isEqualTo("conflict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"\"}",
        "{\"name\":\"a\\nb\"}",
        "{\"name\":\"x\",\"role\":\"god\"}",
        "{\"name\":\"x\",\"account\":0}"
      })
  void badKeyIsRefused(String body) {
    assertThat(admin.post("/keys", body).problem()).isEqualTo("invalid-request");
  }

  @Test
  void domainIsAddedOnceAndItsExpiryIsTheDefault() {
    JsonNode domain =
        admin
            .post("/domains", "{\"host\":\"GO.Example\",\"defaultExpiry\":\"P1D\"}")
            .expect(201)
            .json();
    assertThat(domain.path("host").asText()).isEqualTo("go.example");
    assertThat(domain.path("defaultExpiry").asText()).isEqualTo("P1D");
    assertThat(admin.post("/domains", "{\"host\":\"go.example\"}").expect(201).json())
        .isEqualTo(domain);
    JsonNode link =
        admin
            .post("/links", "{\"url\":\"https://example.com\",\"domain\":\"go.example\"}")
            .expect(201)
            .json();
    assertThat(link.path("expiresAt").isNull()).isFalse();
    assertThat(admin.post("/links", "{\"url\":\"https://go.example/x\"}").problem())
        .isEqualTo("invalid-url");
    int id = domain.path("id").asInt();
    for (String expiry : List.of("P30DT12H", "PT90M", "PT36H")) {
      ApiClient.Reply reply =
          admin.patch("/domains/" + id, "{\"defaultExpiry\":\"" + expiry + "\"}").expect(200);
      assertThat(Duration.parse(reply.json().path("defaultExpiry").asText()))
          .isEqualTo(Duration.parse(expiry));
    }
    admin.patch("/domains/" + id, "{\"defaultExpiry\":null}").expect(200);
    assertThat(admin.get("/domains").body()).contains("go.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"host\":\"a b\"}",
        "{\"host\":\"a/b\"}",
        "{\"host\":\"u@a\"}",
        "{\"host\":\"a.example\",\"defaultExpiry\":\"PT0S\"}",
        "{\"host\":\"a.example\",\"defaultExpiry\":\"-P1D\"}",
        "{\"host\":\"a.example\",\"defaultExpiry\":30}"
      })
  void badDomainIsRefused(String body) {
    int before = admin.get("/domains").json().path("domains").size();
    assertThat(admin.post("/domains", body).status()).isEqualTo(400);
    assertThat(admin.get("/domains").json().path("domains")).hasSize(before);
  }

  @Test
  void codesOfADomainAreMadeAsItSays() {
    JsonNode domain =
        admin
            .post(
                "/domains",
                """
                {"host":"base32.example","codes":{"alphabet":"crockford32","length":6,"checkSymbol":true}}""")
            .expect(201)
            .json();
    assertThat(domain.path("codes").toString())
        .isEqualTo(
            """
            {"source":"permuted","alphabet":"crockford32","length":6,"longestLength":6,"fill":100,\
            "checkSymbol":true,"wrongCase":"refuse"}""");
    assertThat(codeOn("base32.example")).matches("[0-9A-HJKMNP-TV-Z]{7}");
  }

  @Test
  void codesCanBeMadeOtherwiseFromNowOnAndOldOnesStay() {
    JsonNode domain = admin.post("/domains", "{\"host\":\"new.example\"}").expect(201).json();
    String old = codeOn("new.example");
    JsonNode changed =
        admin
            .patch(
                "/domains/" + domain.path("id").asInt(),
                "{\"codes\":{\"alphabet\":\"23456789\",\"length\":9}}")
            .expect(200)
            .json();
    assertThat(changed.path("codes").path("longestLength").asInt()).isEqualTo(9);
    assertThat(codeOn("new.example")).matches("[2-9]{9}");
    assertThat(admin.get("/links/" + domain.path("id").asInt() + "." + old).status())
        .isEqualTo(200);
  }

  private String codeOn(String host) {
    return admin
        .post("/links", "{\"url\":\"https://example.com\",\"domain\":\"" + host + "\"}")
        .expect(201)
        .json()
        .path("code")
        .asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"codes\":{}}",
        "{\"codes\":{\"alphabet\":\"abca\"}}",
        "{\"codes\":{\"alphabet\":\"a\"}}",
        "{\"codes\":{\"alphabet\":\"ab.c\"}}",
        "{\"codes\":{\"length\":3}}",
        "{\"codes\":{\"length\":11}}",
        "{\"codes\":{\"length\":9,\"longestLength\":8}}",
        "{\"codes\":{\"fill\":0}}",
        "{\"codes\":{\"source\":\"magic\"}}",
        "{\"codes\":{\"checkSymbol\":\"yes\"}}",
        "{\"codes\":{\"length\":7,\"color\":1}}",
        "{\"codes\":{\"length\":3},\"defaultExpiry\":\"P1D\"}"
      })
  void badCodesAreRefusedAndNothingIsChanged(String body) {
    JsonNode before = admin.get("/domains").json();
    assertThat(admin.patch("/domains/1", body).problem()).isEqualTo("invalid-request");
    assertThat(admin.get("/domains").json()).isEqualTo(before);
  }

  @Test
  void unknownDomainIsNotFound() {
    assertThat(admin.patch("/domains/77", "{\"defaultExpiry\":null}").problem())
        .isEqualTo("not-found");
  }

  /** Without a key, an operation that is served says 401; one that is not would say 404. */
  @Test
  void everyOperationOfTheContractIsServed() {
    ApiClient anyone = admin.as(null);
    for (Operation operation : Contract.load().operations()) {
      String path = "/" + String.join("/", operation.path()).replaceAll("\\{\\w+}", "1");
      ApiClient.Reply reply = anyone.send(operation.method(), path, null, null);
      assertThat(reply.status()).as(operation.id()).isEqualTo(operation.secured() ? 401 : 200);
    }
  }

  @Test
  void contractIsServedToAnyone() {
    ApiClient anyone = admin.as(null);
    assertThat(anyone.get("/openapi.yaml").expect(200).body()).startsWith("openapi: 3.1.0");
    assertThat(anyone.get("/openapi.json").expect(200).json().path("openapi").asText())
        .isEqualTo("3.1.0");
  }

  @Test
  void configuredOriginsMayCallFromABrowser() {
    ApiClient.Reply reply = admin.get("/me", "Origin", "https://a.example");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
    assertThat(
            admin.get("/me", "Origin", "https://b.example").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void pagesThatAreNotThereAreTold() {
    ApiClient.Reply reply = admin.get("/../../nothing");
    assertThat(reply.problem()).isEqualTo("not-found");
  }
}
