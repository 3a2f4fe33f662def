package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server that answers what it was told to, in turn, and remembers what it was asked. */
final class ServerDouble implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();

  record Answer(int status, String mediaType, Map<String, String> headers, String body) {}

  record Asked(String method, String address, String key, String body) {
    JsonNode json() {
      return Json.parse(body).orElseThrow();
    }

    List<JsonNode> lines() {
      return body.lines().map(line -> Json.parse(line).orElseThrow()).toList();
    }
  }

  ServerDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  ServerDouble answer(int status, String body) {
    return answer(status, Map.of(), body);
  }

  ServerDouble answer(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, "application/json", headers, body));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  Asked last() {
    return asked.getLast();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://localhost:" + port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var answer = answers.isEmpty() ? NOTHING_LEFT : answers.remove();
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static final Answer NOTHING_LEFT =
      new Answer(500, "application/json", Map.of(), "{\"detail\":\"Nothing more to answer.\"}");

  @Override
  public void close() {
    server.stop(0);
  }
}
