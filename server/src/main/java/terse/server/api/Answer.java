package terse.server.api;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param headers beside those that every answer has
 * @param type the body's media type, empty if there is no body
 * @param body the body's bytes
 */
public record Answer(int status, Map<String, String> headers, String type, Buffer body) {
  static final String JSON = "application/json";

  static Answer json(int status, Json.Body body) {
    return new Answer(status, Map.of(), JSON, Buffer.buffer(Json.write(body)));
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), "", Buffer.buffer());
  }

  Answer as(int other) {
    return new Answer(other, headers, type, body);
  }

  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, type, body);
  }

  Answer with(Map<String, String> others) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(others);
    return new Answer(status, more, type, body);
  }
}
