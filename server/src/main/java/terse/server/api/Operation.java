package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/**
 * One operation of the contract.
 *
 * @param id its {@code operationId}
 * @param method the HTTP method, upper-case
 * @param path the segments of its path; those in braces stand for a parameter
 * @param secured whether an API key is needed
 * @param parameters every parameter
 * @param bodies the schema of each media type it reads; empty if it reads none
 * @param produces the media types it can answer with
 */
record Operation(
    String id,
    String method,
    List<String> path,
    boolean secured,
    List<Parameter> parameters,
    Map<String, Schema> bodies,
    Set<String> produces) {

  /** One parameter; {@code place} is {@code query}, {@code path} or {@code header}. */
  record Parameter(String name, String place, boolean required, boolean integer, Schema schema) {
    @Nullable Violation check(@Nullable String text) {
      if (text == null) {
        return required ? new Violation(name, "is required") : null;
      }
      return schema.validate(node(text)).stream()
          .findFirst()
          .map(error -> new Violation(name, error.getMessage()))
          .orElse(null);
    }

    private JsonNode node(String text) {
      boolean digits = integer && text.matches("-?\\d{1,18}");
      return digits
          ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
          : JsonNodeFactory.instance.textNode(text);
    }
  }

  /** The values of the path's parameters, null if these segments are not this operation's path. */
  @Nullable Map<String, String> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String pattern = path.get(i);
      if (pattern.startsWith("{")) {
        values.put(pattern.substring(1, pattern.length() - 1), segments.get(i));
      } else if (!pattern.equals(segments.get(i))) {
        return null;
      }
    }
    return values;
  }

  /**
   * Checks what came against the contract.
   *
   * @throws TerseException {@code INVALID_REQUEST}, or {@code NOT_FOUND} for a bad path
   */
  void check(Map<String, String> pathValues, Map<String, String> query, Call.Headers headers) {
    List<Violation> wrong = new ArrayList<>();
    Map<String, String> unknown = new HashMap<>(query);
    for (Parameter each : parameters) {
      String text =
          switch (each.place()) {
            case "query" -> unknown.remove(each.name());
            case "path" -> pathValues.get(each.name());
            default -> headers.get(each.name());
          };
      Violation violation = each.check(text);
      if (violation != null && each.place().equals("path")) {
        throw new TerseException(Fault.NOT_FOUND, "There is nothing under that id.");
      }
      if (violation != null) {
        wrong.add(violation);
      }
    }
    unknown
        .keySet()
        .forEach(name -> wrong.add(new Violation(name, "is not a parameter of this operation")));
    refuse(wrong, "A parameter is not valid.");
  }

  /** Checks a body; see {@link #check}. */
  static void checkBody(Schema schema, JsonNode body) {
    List<Violation> wrong =
        schema.validate(body).stream()
            .limit(20)
            .map(e -> new Violation(e.getInstanceLocation().toString(), e.getMessage()))
            .toList();
    refuse(wrong, "The body does not follow the contract.");
  }

  private static void refuse(List<Violation> wrong, String detail) {
    if (!wrong.isEmpty()) {
      throw new TerseException(Fault.INVALID_REQUEST, detail + " Nothing was changed.", wrong);
    }
  }
}
