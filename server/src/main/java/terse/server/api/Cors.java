package terse.server.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which pages of other origins may call the API from a browser: by default, none. */
final class Cors {
  private final List<String> origins;

  /**
   * @param origins those allowed; {@code *} allows any
   */
  Cors(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /** The standing headers, with those that let the asking origin in, if it may come in. */
  Map<String, String> headers(HttpServerRequest request, Map<String, String> standing) {
    String origin = origins.isEmpty() ? null : request.getHeader("Origin");
    if (origin == null || !(origins.contains("*") || origins.contains(origin))) {
      return standing;
    }
    Map<String, String> headers = new HashMap<>(standing);
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Vary", "Origin");
    headers.put("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    headers.put(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer");
    headers.put(
        "Access-Control-Expose-Headers",
        "ETag, Location, Preference-Applied, Retry-After, RateLimit-Limit, RateLimit-Remaining,"
            + " RateLimit-Reset");
    headers.put("Access-Control-Max-Age", "600");
    return headers;
  }
}
