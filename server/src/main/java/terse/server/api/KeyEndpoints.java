package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import terse.key.ApiKey;
import terse.server.security.ApiKeys;

/** API keys, for administrators, and who one is. */
final class KeyEndpoints {
  private final ApiKeys keys;

  KeyEndpoints(ApiKeys keys) {
    this.keys = keys;
  }

  Answer list(Call call) {
    call.requireAdmin();
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("keys");
          for (ApiKey key : keys.all()) {
            out.writeStartObject();
            writeFields(out, key);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Answer create(Call call) {
    call.requireAdmin();
    JsonNode body = call.body();
    ApiKeys.Issued issued =
        keys.issue(
            body.has("account") ? body.path("account").asInt() : null,
            body.path("name").asText().strip(),
            ApiKey.Role.valueOf(body.path("role").asText("member").toUpperCase(Locale.ROOT)));
    return Answer.json(
        201,
        out -> {
          out.writeStartObject();
          writeFields(out, issued.key());
          out.writeStringField("secret", issued.secret());
          out.writeEndObject();
        });
  }

  Answer revoke(Call call) {
    call.requireAdmin();
    keys.revoke(Integer.parseInt(call.pathValue("keyId")));
    return Answer.empty(204);
  }

  Answer me(Call call) {
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          writeFields(out, call.caller());
          out.writeEndObject();
        });
  }

  private static void writeFields(JsonGenerator out, ApiKey key) throws IOException {
    out.writeNumberField("id", key.id());
    out.writeNumberField("account", key.account());
    out.writeStringField("name", key.name());
    out.writeStringField("role", key.role().name().toLowerCase(Locale.ROOT));
    out.writeStringField("createdAt", key.createdAt().toString());
    out.writeStringField("revokedAt", LinkJson.text(key.revokedAt()));
  }
}
