package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds answers against the contract: declared statuses, media types, and the body's schema. */
final class ContractCheck {
  private final Contract contract = Contract.load();
  private final JsonNode document;

  ContractCheck() {
    byte[] json = contract.json().getBytes(StandardCharsets.UTF_8);
    this.document = Json.read(json, 0, json.length);
  }

  void check(String method, String path, ApiClient.Reply reply) {
    List<String> segments = Target.segments(path.split("\\?", 2)[0], "/");
    Contract.Match match = contract.match(segments).get(method.equals("HEAD") ? "GET" : method);
    boolean ofNoOperation = match == null || reply.status() == 406 || reply.status() == 404;
    if (ofNoOperation || match == null) {
      return;
    }
    String at = pointer(match.operation()) + "/responses/" + reply.status();
    assertThat(document.at(at).isMissingNode())
        .as("%s %s may answer %s", method, path, reply.status())
        .isFalse();
    String ref = document.at(at).path("$ref").asText("");
    checkBody(ref.isEmpty() ? at : ref.substring(1), reply);
  }

  private void checkBody(String at, ApiClient.Reply reply) {
    String type = reply.header("Content-Type").split(";", 2)[0];
    if (reply.body().isEmpty() || !type.endsWith("json") || type.contains("ndjson")) {
      return;
    }
    String content = at + "/content/" + type.replace("/", "~1") + "/schema";
    assertThat(document.at(content).isMissingNode()).as("%s is declared", type).isFalse();
    assertThat(contract.schema(content).validate(reply.json())).isEmpty();
  }

  private static String pointer(Operation operation) {
    return "/paths/~1"
        + String.join("~1", operation.path())
        + "/"
        + operation.method().toLowerCase(java.util.Locale.ROOT);
  }
}
