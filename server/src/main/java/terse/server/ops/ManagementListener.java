package terse.server.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The listener of operations: {@code /livez}, {@code /readyz} and {@code /metrics}. It shares
 * nothing with the others, so that it answers when they do not.
 */
public final class ManagementListener implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final List<String> METHODS = List.of("GET", "HEAD");
  private static final String PROBLEM = "application/problem+json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Health health;
  private final Metrics metrics;

  private ManagementListener(HttpServer server, Health health, Metrics metrics) {
    this.server = server;
    this.health = health;
    this.metrics = metrics;
  }

  /**
   * Starts listening.
   *
   * @param port the port, 0 for any free one
   * @throws IOException if the port cannot be had
   */
  public static ManagementListener start(String host, int port, Health health, Metrics metrics)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    ManagementListener listener = new ManagementListener(server, health, metrics);
    server.setExecutor(listener.threads);
    server.createContext("/", listener::handle);
    server.start();
    return listener;
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!METHODS.contains(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", String.join(", ", METHODS));
        answer(exchange, 405, PROBLEM, notAllowed());
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/livez" -> answer(exchange, 200, JSON, "{\"live\":true}\n");
        case "/readyz" -> ready(exchange);
        case "/metrics" -> answer(exchange, 200, Metrics.TYPE, metrics.text());
        default -> answer(exchange, 404, PROBLEM, notFound());
      }
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    Map<String, Boolean> parts = health.look();
    boolean ready = parts.values().stream().allMatch(works -> works);
    String list =
        parts.entrySet().stream()
            .map(part -> "\"" + part.getKey() + "\":" + part.getValue())
            .collect(Collectors.joining(","));
    answer(
        exchange, ready ? 200 : 503, JSON, "{\"ready\":" + ready + ",\"parts\":{" + list + "}}\n");
  }

  private static String notFound() {
    return "{\"type\":\"urn:terse:problem:not-found\",\"title\":\"There is nothing here\","
        + "\"status\":404,\"detail\":\"There are /livez, /readyz and /metrics.\"}\n";
  }

  private static String notAllowed() {
    return "{\"type\":\"urn:terse:problem:method-not-allowed\",\"title\":\"This address is read only\","
        + "\"status\":405,\"detail\":\"Ask with GET or HEAD. Nothing was changed.\"}\n";
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
