package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/**
 * A problem+json answer.
 *
 * @param status the HTTP status, 400 to 599
 * @param sentence what is wrong, for people: the detail and what it says of single fields
 */
record Problem(int status, String sentence) {

  /** The problem in an answer, or a sentence about the status if it holds none. */
  static Problem of(int status, String body) {
    return Json.parse(body)
        .filter(tree -> tree.has("detail") || tree.has("title"))
        .map(tree -> of(status, tree))
        .orElseGet(() -> new Problem(status, "The server answered " + status + "."));
  }

  /** The problem in a line of a bulk answer. */
  static Problem of(JsonNode tree) {
    return of(tree.path("status").asInt(500), tree);
  }

  private static Problem of(int status, JsonNode tree) {
    var lines = new ArrayList<String>();
    lines.add(tree.path("detail").asText(tree.path("title").asText()));
    for (var error : tree.path("errors")) {
      var field = error.path("field").asText();
      lines.add((field.isEmpty() ? "" : field + ": ") + error.path("detail").asText());
    }
    for (var suggestion : tree.path("suggestions")) {
      lines.add("Did you mean " + suggestion.asText() + " ?");
    }
    return new Problem(status, String.join("\n  ", lines));
  }

  /** Whether the same request may succeed later. */
  boolean passes() {
    return status == 429 || status == 503;
  }

  /** The failure of a command that ran into this problem. */
  Failure failure() {
    return new Failure(exitCode(), sentence);
  }

  private int exitCode() {
    return switch (status) {
      case 400, 409, 412, 413, 415, 422 -> Exit.USAGE;
      case 401, 403 -> Exit.UNAUTHORIZED;
      case 404, 410 -> Exit.NOT_FOUND;
      case 429, 502, 503, 504 -> Exit.UNREACHABLE;
      default -> Exit.FAILED;
    };
  }
}
