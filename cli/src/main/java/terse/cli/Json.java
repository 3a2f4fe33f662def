package terse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON as trees. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A new, empty object. */
  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The text's tree, or empty if it is not JSON. */
  static Optional<JsonNode> parse(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The tree on several indented lines, for people. */
  static String pretty(JsonNode tree) {
    return tree.toPrettyString();
  }

  /** The text of a field, or null if it is absent or null. */
  static @Nullable String text(JsonNode tree, String field) {
    var value = tree.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }
}
