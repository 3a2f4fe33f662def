package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Schema;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.server.ops.Shedder;
import terse.server.security.ApiKeys;

/**
 * The way of an API request: found in the contract, taken on or refused, read, and then, on a
 * virtual thread, authenticated, checked against the contract and answered. The loop only parses
 * and writes.
 */
final class ApiHandler {
  static final String PREFIX = "/api/v1/";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private final CompletableFuture<Contract> contract;
  private final Map<String, Endpoint> endpoints;
  private final ApiKeys keys;
  private final Workers workers;
  private final Cors cors;
  private final long maxBody;

  ApiHandler(
      CompletableFuture<Contract> contract,
      Map<String, Endpoint> endpoints,
      ApiKeys keys,
      Workers workers,
      Cors cors,
      long maxBody) {
    this.contract = contract;
    this.endpoints = Map.copyOf(endpoints);
    this.keys = keys;
    this.workers = workers;
    this.cors = cors;
    this.maxBody = maxBody;
  }

  /** Takes a request, on its loop. */
  void handle(HttpServerRequest request) {
    Context context = Objects.requireNonNull(Vertx.currentContext());
    Exchange exchange = new Exchange(request, context, cors.headers(request, HEADERS));
    if (contract.isDone()) {
      begin(exchange);
    } else {
      request.pause();
      var _ =
          contract.whenComplete(
              (_, _) ->
                  context.runOnContext(
                      _ -> {
                        begin(exchange);
                        request.resume();
                      }));
    }
  }

  private void begin(Exchange exchange) {
    try {
      Map<String, Contract.Match> matches =
          contract.join().match(segments(exchange.request().path()));
      String method = exchange.isHead() ? "GET" : exchange.request().method().name();
      Contract.Match match = matches.get(method);
      if (match != null) {
        take(exchange, match);
      } else {
        exchange.answer(noSuch(exchange, method, matches));
      }
    } catch (RuntimeException e) {
      exchange.failUnread(e);
    }
  }

  private static List<String> segments(@Nullable String path) {
    return path != null && path.startsWith(PREFIX) ? Target.segments(path, PREFIX) : List.of();
  }

  private static Answer noSuch(
      Exchange exchange, String method, Map<String, Contract.Match> matches) {
    if (matches.isEmpty()) {
      throw new TerseException(Fault.NOT_FOUND, "The API has no such address.");
    }
    TreeSet<String> allowed = new TreeSet<>(matches.keySet());
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    String allow = String.join(", ", allowed);
    Answer answer =
        method.equals("OPTIONS")
            ? Answer.empty(204)
            : Problem.answer(
                new TerseException(
                    Fault.METHOD_NOT_ALLOWED, "This address supports " + allow + "."),
                exchange.request().path());
    return answer.with("Allow", allow);
  }

  private void take(Exchange exchange, Contract.Match match) {
    Endpoint endpoint = endpoints.get(match.operation().id());
    if (endpoint == null) {
      throw new TerseException(Fault.NOT_FOUND, "This is not served here.");
    }
    Shedder.Admission admission = workers.admit(endpoint.work());
    switch (endpoint) {
      case Endpoint.Whole whole -> takeWhole(exchange, match, whole, admission);
      case Endpoint.Streaming streaming -> takeStream(exchange, match, streaming, admission);
    }
  }

  private void takeStream(
      Exchange exchange,
      Contract.Match match,
      Endpoint.Streaming endpoint,
      Shedder.Admission admission) {
    Input input = exchange.input();
    workers.run(
        admission,
        () -> {
          try {
            endpoint.script().run(call(exchange, match, null), input, exchange);
          } catch (InterruptedException e) {
            exchange.fail(new TerseException(Fault.INVALID_REQUEST, "The connection broke."));
          } catch (RuntimeException e) {
            exchange.failUnread(e);
          }
        });
  }

  private void takeWhole(
      Exchange exchange,
      Contract.Match match,
      Endpoint.Whole endpoint,
      Shedder.Admission admission) {
    BodyReader.read(
        exchange.request(),
        match.operation().bodies().isEmpty() ? 0 : maxBody,
        body -> workers.run(admission, () -> answer(exchange, match, endpoint, body)),
        failure -> {
          admission.close();
          exchange.failUnread(failure);
        });
  }

  private void answer(
      Exchange exchange, Contract.Match match, Endpoint.Whole endpoint, Buffer body) {
    try {
      exchange.answer(endpoint.code().answer(call(exchange, match, body)));
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  /** Authenticates and checks; a null body is not looked at. */
  private Call call(Exchange exchange, Contract.Match match, @Nullable Buffer body) {
    HttpServerRequest request = exchange.request();
    Operation operation = match.operation();
    ApiKey key = operation.secured() ? keys.authenticate(request.getHeader("Authorization")) : null;
    String type = Accept.choose(request.getHeader("Accept"), operation.produces());
    Map<String, String> query = Target.query(request.uri());
    operation.check(match.values(), query, request::getHeader);
    Schema schema = schemaOf(operation, request.getHeader("Content-Type"));
    return new Call(match.values(), query, request::getHeader, key, type, read(schema, body));
  }

  private static @Nullable Schema schemaOf(Operation operation, @Nullable String contentType) {
    if (operation.bodies().isEmpty()) {
      return null;
    }
    String given = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    Schema schema = operation.bodies().get(given.toLowerCase(Locale.ROOT));
    if (schema == null) {
      throw new TerseException(
          Fault.UNSUPPORTED_MEDIA_TYPE,
          "This takes " + String.join(" or ", operation.bodies().keySet()) + ".");
    }
    return schema;
  }

  private static JsonNode read(@Nullable Schema schema, @Nullable Buffer body) {
    if (schema == null || body == null) {
      return MissingNode.getInstance();
    }
    byte[] bytes = body.getBytes();
    JsonNode node = Json.read(bytes, 0, bytes.length);
    Operation.checkBody(schema, node);
    return node;
  }
}
