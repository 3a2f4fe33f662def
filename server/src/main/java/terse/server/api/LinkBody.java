package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Change;
import terse.link.CreateLink;
import terse.link.NewLink;
import terse.link.Patch;
import terse.server.security.Secrets;

/** Turns bodies that follow the contract into what the use cases are asked. */
final class LinkBody {
  private LinkBody() {}

  static CreateLink.Request request(JsonNode body, @Nullable String idempotencyKey) {
    CreateLink.Request plain =
        new CreateLink.Request(
            body.path("url").asText(),
            text(body.path("alias")),
            text(body.path("domain")),
            instant("/expiresAt", body.path("expiresAt")),
            number(body.path("maxVisits")),
            text(body.path("title")),
            texts(body.path("tags")),
            body.has("status") ? body.path("status").asInt() : null,
            body.path("reuse").asBoolean(),
            null);
    return idempotencyKey == null ? plain : withKey(plain, idempotencyKey);
  }

  private static CreateLink.Request withKey(CreateLink.Request plain, String key) {
    return new CreateLink.Request(
        plain.url(),
        plain.alias(),
        plain.domain(),
        plain.expiresAt(),
        plain.maxVisits(),
        plain.title(),
        plain.tags(),
        plain.status(),
        plain.reuse(),
        new NewLink.Idempotency(key, digest(plain)));
  }

  /** Tells requests apart: every field with its length before it, hashed. */
  private static String digest(CreateLink.Request request) {
    StringBuilder all = new StringBuilder(256);
    List<@Nullable Object> fields = new ArrayList<>();
    fields.add(request.url());
    fields.add(request.alias());
    fields.add(request.domain());
    fields.add(request.expiresAt());
    fields.add(request.title());
    fields.add(request.status());
    fields.add(request.reuse());
    fields.addAll(request.tags());
    if (request.maxVisits() != null) {
      fields.add("maxVisits=" + request.maxVisits());
    }
    for (Object field : fields) {
      String text = Objects.toString(field, "");
      all.append(field == null ? -1 : text.length()).append(':').append(text);
    }
    return Secrets.digest(all.toString());
  }

  static Patch patch(JsonNode body) {
    return new Patch(
        change(body, "url", JsonNode::asText),
        change(body, "title", LinkBody::text),
        change(body, "tags", LinkBody::texts),
        change(body, "status", JsonNode::asInt),
        change(body, "expiresAt", node -> instant("/expiresAt", node)),
        change(body, "maxVisits", LinkBody::number),
        change(body, "state", node -> node.asText().equals("active")));
  }

  private static <T> Change<T> change(
      JsonNode body, String field, Function<JsonNode, @Nullable T> read) {
    return body.has(field) ? Change.to(read.apply(body.path(field))) : Change.keep();
  }

  static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isNumber() ? node.asInt() : null;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** An instant in RFC 3339, null if the node is no text. */
  static @Nullable Instant instant(String field, JsonNode node) {
    return node.isTextual() ? instant(field, node.asText()) : null;
  }

  static Instant instant(String field, String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeException e) {
      throw new TerseException(
          Fault.INVALID_REQUEST,
          "A time is not valid. Nothing was changed.",
          List.of(new terse.fault.Violation(field, "is not an RFC 3339 time")));
    }
  }
}
