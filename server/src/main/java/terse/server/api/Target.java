package terse.server.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/** Takes a request target apart. */
final class Target {
  private static final int MAX_PARAMETERS = 64;
  private static final char REPLACEMENT = '\uFFFD';

  private Target() {}

  /** The decoded segments of a path below a prefix. */
  static List<String> segments(String path, String prefix) {
    return Arrays.stream(path.substring(prefix.length()).split("/", -1))
        .map(Target::decode)
        .toList();
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new TerseException(Fault.INVALID_REQUEST, "The path has a broken percent sequence.");
    }
  }

  /** The decoded parameters of a query; each may be there once. */
  static Map<String, String> query(String uri) {
    if (uri.indexOf('?') < 0) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    decodeQuery(uri)
        .forEach(
            (name, all) -> {
              if (all.size() > 1) {
                throw new TerseException(
                    Fault.INVALID_REQUEST,
                    "A parameter is not valid.",
                    List.of(new Violation(name, "is there more than once")));
              }
              values.put(name, all.getFirst());
            });
    requireUtf8(uri, values);
    return values;
  }

  /** The decoder puts a replacement character where bytes are none; nobody meant that one. */
  private static void requireUtf8(String uri, Map<String, String> values) {
    boolean replaced =
        values.entrySet().stream()
            .anyMatch(value -> (value.getKey() + value.getValue()).indexOf(REPLACEMENT) >= 0);
    if (replaced && !uri.toLowerCase(Locale.ROOT).contains("%ef%bf%bd")) {
      throw new TerseException(Fault.INVALID_REQUEST, "The query is not in UTF-8.");
    }
  }

  private static Map<String, List<String>> decodeQuery(String uri) {
    try {
      return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS).parameters();
    } catch (IllegalArgumentException e) {
      throw new TerseException(Fault.INVALID_REQUEST, "The query has a broken percent sequence.");
    }
  }
}
