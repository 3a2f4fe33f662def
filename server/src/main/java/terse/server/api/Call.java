package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.link.Caller;

/**
 * A request that follows the contract, by a caller who is known.
 *
 * @param path values of the path's parameters, decoded
 * @param query values of the query's parameters, decoded
 * @param headers the headers, by lower-case name
 * @param key who asks
 * @param type the media type to answer with, one the operation produces
 * @param body the body, a missing node if the operation reads none
 */
record Call(
    Map<String, String> path,
    Map<String, String> query,
    Headers headers,
    @Nullable ApiKey key,
    String type,
    JsonNode body) {

  /** The headers that operations look at; absent is null. */
  interface Headers {
    @Nullable String get(String name);
  }

  /** A parameter of the path. */
  String pathValue(String name) {
    return path.getOrDefault(name, "");
  }

  /** Who asks. Only operations that need no key have none. */
  ApiKey caller() {
    if (key == null) {
      throw new TerseException(Fault.UNAUTHORIZED, "This needs an API key.");
    }
    return key;
  }

  Caller who() {
    return new Caller(caller().account(), isAdmin());
  }

  boolean isAdmin() {
    return caller().role() == ApiKey.Role.ADMIN;
  }

  /** Refuses callers that are not administrators. */
  void requireAdmin() {
    if (!isAdmin()) {
      throw new TerseException(Fault.FORBIDDEN, "Only an administrator's key may do this.");
    }
  }
}
