package terse.server.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.redirect.TrustedProxies;

/**
 * One request for a page, as the pages see it.
 *
 * @param uri path and query as they came
 * @param path the values of the route's parameters
 * @param query the parameters of the address
 * @param form the fields of a form that was sent, else empty
 * @param cookies values by name
 * @param fragment whether a script asks, to replace a part of the page it shows
 * @param gzip whether the browser takes gzip
 * @param site the {@code Sec-Fetch-Site} header: which site's page caused the request
 * @param address the visitor's address in text, as far as trusted proxies tell it
 */
record Visit(
    String uri,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> form,
    Map<String, String> cookies,
    boolean fragment,
    boolean gzip,
    @Nullable String site,
    String address) {
  private static final int MOST_FIELDS = 32;
  private static final String FORM = "application/x-www-form-urlencoded";

  /**
   * The request with its body.
   *
   * @throws TerseException {@code INVALID_REQUEST} or {@code UNSUPPORTED_MEDIA_TYPE} if it cannot
   *     be understood
   */
  static Visit of(RoutingContext context, Buffer body, TrustedProxies proxies) {
    HttpServerRequest request = context.request();
    Map<String, String> cookies = new HashMap<>();
    for (Cookie cookie : request.cookies()) {
      cookies.put(cookie.getName(), cookie.getValue());
    }
    return new Visit(
        request.uri(),
        Map.copyOf(context.pathParams()),
        fields(request.uri(), true),
        form(request, body),
        cookies,
        request.getHeader("HX-Request") != null,
        Objects.toString(request.getHeader("Accept-Encoding"), "").contains("gzip"),
        request.getHeader("Sec-Fetch-Site"),
        address(request, proxies));
  }

  private static String address(HttpServerRequest request, TrustedProxies proxies) {
    return request.remoteAddress() == null
        ? ""
        : proxies.visitor(request.remoteAddress().hostAddress(), request.headers()::getAll);
  }

  private static Map<String, String> form(HttpServerRequest request, Buffer body) {
    if (!request.method().equals(HttpMethod.POST)) {
      return Map.of();
    }
    if (!Objects.toString(request.getHeader("Content-Type"), "").startsWith(FORM)) {
      throw new TerseException(
          Fault.UNSUPPORTED_MEDIA_TYPE, "Pages take forms only; programs use the API.");
    }
    return fields(body.toString(StandardCharsets.UTF_8), false);
  }

  private static Map<String, String> fields(String text, boolean hasPath) {
    Map<String, String> fields = new HashMap<>();
    try {
      new QueryStringDecoder(text, StandardCharsets.UTF_8, hasPath, MOST_FIELDS)
          .parameters()
          .forEach((name, values) -> fields.put(name, first(values)));
    } catch (IllegalArgumentException e) {
      throw new TerseException(
          Fault.INVALID_REQUEST, "The address or the form has a broken percent sequence.");
    }
    return fields;
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** A parameter of the route. */
  String id() {
    return path.getOrDefault("id", "");
  }

  /** A parameter of the address, empty if it is not there. */
  String asked(String name) {
    return query.getOrDefault(name, "").strip();
  }

  /** A field of the form, empty if it is not there. */
  String field(String name) {
    return form.getOrDefault(name, "").strip();
  }

  @Nullable String cookie(String name) {
    return cookies.get(name);
  }
}
