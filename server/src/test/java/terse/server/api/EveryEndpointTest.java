package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import terse.server.Server;
import terse.server.Started;

/**
 * Every endpoint that the contract has, with every kind of bad request: each is told as the
 * caller's own fault, as a problem and without a stack trace, and nothing is changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryEndpointTest {
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode DOCUMENT = json(CONTRACT.json());

  /** What a body needs at least, by its schema. */
  private static final Map<String, String> LEAST =
      Map.of(
          "NewLink", "{\"url\":\"https://example.com/\"}",
          "BulkLine", "{\"url\":\"https://example.com/\"}",
          "NewKey", "{\"name\":\"a\",\"role\":\"member\"}",
          "Warming", "{\"ids\":[\"1.none\"]}",
          "NewDomain", "{\"host\":\"new.example\"}",
          "DomainPatch", "{\"defaultExpiry\":null}");

  private static final List<String> VALUES =
      List.of(
          "7",
          "-1",
          "1.5",
          "true",
          "{}",
          "[[]]",
          "[1]",
          "null",
          "\"\"",
          "\"a\\u0000b\"",
          "\"a\\r\\nb\"",
          "\"" + "x".repeat(40_000) + "\"");

  private Server server;
  private Path data;
  private ApiClient admin;
  private ApiClient member;
  private String foreignId;

  /** One operation, as it is documented. */
  record Endpoint(String method, String path, JsonNode operation) {
    /** The address with something in place of its parameter. */
    String at(String id) {
      return path.replaceAll("\\{[^}]*}", id);
    }

    boolean hasId() {
      return path.contains("{");
    }

    boolean isSecured() {
      return !operation.path("security").isArray() || !operation.path("security").isEmpty();
    }

    JsonNode bodies() {
      return operation.at("/requestBody/content");
    }

    boolean isBulk() {
      return bodies().has("application/x-ndjson");
    }

    List<String> parameters(String place) {
      List<String> names = new ArrayList<>();
      for (JsonNode parameter : operation.path("parameters")) {
        JsonNode known = resolved(parameter);
        if (known.path("in").asText().equals(place)) {
          names.add(known.path("name").asText());
        }
      }
      return names;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    server = Started.server(folder, "--links=memory", "--max-body=128k", "--bulk-max-size=128k");
    admin = ApiClient.of(server, folder);
    member = admin.issue("member");
    admin.create("https://example.com/admin");
    foreignId = admin.issue("member").create("https://example.com/other").path("id").asText();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            all.add(
                                new Endpoint(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()));
                          }
                        }));
    return all.stream();
  }

  static Stream<Endpoint> withBody() {
    return endpoints().filter(endpoint -> !endpoint.bodies().isMissingNode());
  }

  /** Those about something that exists; whether a name could be had is asked of any name. */
  static Stream<Endpoint> withId() {
    return endpoints()
        .filter(Endpoint::hasId)
        .filter(endpoint -> !endpoint.toString().contains("/aliases/"));
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void malformedBody(Endpoint endpoint) {
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    for (String body : List.of("{", "}", "[]", "null", "7", "\"text\"", "{\"a\"}", "\0", deep)) {
      refuses(endpoint, body);
    }
    if (!endpoint.isBulk()) {
      refuses(endpoint, "");
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void unknownFieldOrWrongValue(Endpoint endpoint) {
    refuses(endpoint, with(least(endpoint), "nonsense", "1"));
    schema(endpoint)
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> {
              for (String value : VALUES) {
                String body = with(least(endpoint), field, value);
                if (!isValid(endpoint, body)) {
                  refuses(endpoint, body);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void hugeBodyOrAnotherMediaType(Endpoint endpoint) {
    String huge = with(least(endpoint), "nonsense", "\"" + "x".repeat(200_000) + "\"");
    String before = state();
    ApiClient.Reply reply = send(endpoint, own(endpoint), huge);
    assertThat(reply.status()).as("%s", endpoint).isEqualTo(413);
    assertThat(reply.problem()).isEqualTo("too-large");
    ApiClient.Reply other =
        admin.send(endpoint.method(), own(endpoint), "text/html", least(endpoint));
    assertThat(other.status()).as("%s", endpoint).isEqualTo(415);
    assertThat(other.problem()).isEqualTo("unsupported-media-type");
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void wrongParameter(Endpoint endpoint) {
    List<String> wrong = new ArrayList<>(List.of("nonsense=1", "%00=1"));
    for (String parameter : endpoint.parameters("query")) {
      for (String value : List.of("a%00b", "%0d%0aX: y", "%ff%fe", "%zz")) {
        wrong.add(parameter + "=" + value.replace(" ", "%20"));
      }
      wrong.add(parameter + "=1&" + parameter + "=1");
    }
    String before = state();
    for (String query : wrong) {
      if (!query.contains("%zz")) {
        refused(
            endpoint + " " + query, send(endpoint, own(endpoint) + "?" + query, least(endpoint)));
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("withId")
  void idThatIsNoneOrAnothers(Endpoint endpoint) {
    String before = state();
    List<String> ids = List.of("x", "%00", "a%0d%0ab", "..%2f..", "%20", "9".repeat(4_000));
    for (String id : ids) {
      refused(endpoint + " " + id, send(endpoint, endpoint.at(id), least(endpoint)));
    }
    ApiClient.Reply reply =
        member.send(endpoint.method(), endpoint.at(foreignId), type(endpoint), body(endpoint));
    assertThat(reply.status()).as("%s", endpoint).isIn(403, 404);
    reply.problem();
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void withoutAKeyOrTheRight(Endpoint endpoint) {
    String before = state();
    if (endpoint.isSecured()) {
      ApiClient.Reply reply =
          admin.as(null).send(endpoint.method(), own(endpoint), type(endpoint), body(endpoint));
      assertThat(reply.status()).as("%s", endpoint).isEqualTo(401);
      reply.problem();
    }
    if (endpoint.operation().path("responses").has("403")) {
      ApiClient.Reply reply =
          member.send(endpoint.method(), endpoint.at("1"), type(endpoint), body(endpoint));
      assertThat(reply.status()).as("%s", endpoint).isEqualTo(403);
      reply.problem();
    }
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void wrongHeader(Endpoint endpoint) throws IOException {
    String before = state();
    for (String header :
        List.of("X: a\0b", "X y: 1", ": 1", "Idempotency-Key: a\u0001b", "Content-Length: x")) {
      String answer = raw(endpoint, header);
      assertThat(answer).as("%s %s", endpoint, header).startsWith("HTTP/1.1 4");
      assertThat(answer).doesNotContain("Exception", "\tat ");
    }
    for (String header : endpoint.parameters("header")) {
      String value = header.equals("If-None-Match") ? "" : "x".repeat(300);
      if (!value.isEmpty()) {
        refused(
            endpoint + " " + header, send(endpoint, own(endpoint), least(endpoint), header, value));
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void methodThatIsNoneOfTheContracts() {
    endpoints()
        .map(this::own)
        .distinct()
        .forEach(
            path -> {
              ApiClient.Reply reply = admin.send("PUT", path, "application/json", "{}");
              assertThat(reply.status()).as(path).isEqualTo(405);
              reply.problem();
            });
  }

  private void refuses(Endpoint endpoint, String body) {
    String before = state();
    ApiClient.Reply reply = send(endpoint, own(endpoint), body);
    if (endpoint.isBulk() && reply.status() == 200) {
      reply.body().lines().forEach(line -> refusedLine(body, json(line)));
    } else {
      refused(endpoint + " " + shown(body), reply);
    }
    assertThat(state()).as("%s %s", endpoint, shown(body)).isEqualTo(before);
  }

  private static void refusedLine(String body, JsonNode line) {
    assertThat(line.at("/problem/status").asInt()).as(shown(body)).isBetween(400, 499);
    assertThat(line.toString()).doesNotContain("Exception", "\tat ");
  }

  private static void refused(String what, ApiClient.Reply reply) {
    assertThat(reply.status()).as("%s: %s", what, reply.body()).isBetween(400, 499);
    reply.problem();
  }

  private static String shown(String body) {
    return body.length() < 200 ? body : body.substring(0, 200) + "…";
  }

  private ApiClient.Reply send(Endpoint endpoint, String path, String body, String... headers) {
    String type = type(endpoint);
    return admin.send(endpoint.method(), path, type, type == null ? null : body, headers);
  }

  private static @org.jspecify.annotations.Nullable String type(Endpoint endpoint) {
    return endpoint.bodies().isMissingNode() ? null : endpoint.bodies().fieldNames().next();
  }

  private static @org.jspecify.annotations.Nullable String body(Endpoint endpoint) {
    return endpoint.bodies().isMissingNode() ? null : least(endpoint);
  }

  /** A request by hand, with a header that no client sends. */
  private String raw(Endpoint endpoint, String header) throws IOException {
    String key = Files.readString(data.resolve("admin.key")).strip();
    String request =
        "%s /api/v1%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\nConnection: close\r\n\r\n"
            .formatted(endpoint.method(), own(endpoint), key, header);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.appPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The endpoint's address, with something that is there. */
  private String own(Endpoint endpoint) {
    return endpoint.at(endpoint.path().contains("{id}") ? foreignId : "1");
  }

  /** Everything that a request could change. */
  private String state() {
    return admin.get("/links?limit=500").body()
        + admin.get("/links/" + foreignId).body()
        + admin.get("/keys").body()
        + admin.get("/domains").body();
  }

  private static String name(Endpoint endpoint) {
    String ref = endpoint.bodies().elements().next().at("/schema/$ref").asText();
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  private static String least(Endpoint endpoint) {
    return endpoint.bodies().isMissingNode() ? "{}" : LEAST.getOrDefault(name(endpoint), "{}");
  }

  private static JsonNode schema(Endpoint endpoint) {
    return DOCUMENT.at("/components/schemas/" + name(endpoint));
  }

  private static boolean isValid(Endpoint endpoint, String body) {
    return CONTRACT.schema("/components/schemas/" + name(endpoint)).validate(json(body)).isEmpty();
  }

  private static String with(String body, String field, String value) {
    ObjectNode changed = (ObjectNode) json(body);
    changed.set(field, json("[" + value + "]").get(0));
    return changed.toString();
  }

  private static JsonNode resolved(JsonNode node) {
    String ref = node.path("$ref").asText("");
    return ref.isEmpty() ? node : DOCUMENT.at(ref.substring(1));
  }

  private static JsonNode json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Json.read(bytes, 0, bytes.length);
  }
}
