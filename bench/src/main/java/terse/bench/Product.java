package terse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The shipped product as a process of its own, started by its launcher, or one that runs. */
final class Product implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI app;
  private final int linkPort;
  private final int managementPort;
  private final String key;
  private final @Nullable Process process;
  private final Duration readyAfter;

  private Product(
      URI app,
      int linkPort,
      int managementPort,
      String key,
      @Nullable Process process,
      Duration readyAfter) {
    this.app = app;
    this.linkPort = linkPort;
    this.managementPort = managementPort;
    this.key = key;
    this.process = process;
    this.readyAfter = readyAfter;
  }

  /** One that runs on this machine already. */
  static Product running(URI app, int linkPort, String key) {
    return new Product(app, linkPort, 0, key, null, Duration.ZERO);
  }

  /** A fresh process on free ports with the data in a folder; returns when it is ready. */
  static Product start(Path data, String... settings) throws IOException, InterruptedException {
    var ports = freePorts();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("terse.home", ".")).resolve("terse").toString());
    command.addAll(List.of("serve", "--data", data.toString(), "--host", "127.0.0.1"));
    command.addAll(List.of("--port", ports.get(0).toString()));
    command.addAll(List.of("--app-port", ports.get(1).toString()));
    command.addAll(List.of("--management-port", ports.get(2).toString()));
    command.addAll(List.of("--create-limit", "0"));
    command.addAll(List.of(settings));
    var log = Files.createTempFile("terse-bench", ".log");
    var began = System.nanoTime();
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var running = process.start();
    Runtime.getRuntime().addShutdownHook(new Thread(running::destroy));
    awaitReady(running, ports.get(2), log);
    var ready = Duration.ofNanos(System.nanoTime() - began);
    Files.delete(log);
    return new Product(
        URI.create("http://127.0.0.1:" + ports.get(1)),
        ports.get(0),
        ports.get(2),
        Files.readString(data.resolve("admin.key")).strip(),
        running,
        ready);
  }

  private static void awaitReady(Process process, int port, Path log)
      throws IOException, InterruptedException {
    for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The server ended: " + Files.readString(log));
      }
      try (var wire = new Wire(port)) {
        if (wire.exchange("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n").status() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(10);
      }
    }
    throw new IllegalStateException("The server is not ready: " + Files.readString(log));
  }

  /** From the launch to the first time it said it was ready, the launcher included. */
  Duration readyAfter() {
    return readyAfter;
  }

  int linkPort() {
    return linkPort;
  }

  int appPort() {
    return app.getPort();
  }

  String key() {
    return key;
  }

  /** Where the kernel tells of the process. */
  Proc proc() {
    if (process == null) {
      throw new IllegalStateException("not started here");
    }
    return new Proc(process.pid());
  }

  /** Waits until every click so far is in the reports; asks for one cheap figure. */
  void awaitClicksVisible() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/metrics"));
    for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      if (send(request.GET()).contains("\nterse_click_lag_clicks 0")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Clicks are not visible after " + PATIENCE);
  }

  /** The answer of the API to a GET. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(request(path).GET()));
  }

  /** The answers of the API to lines of links. */
  List<JsonNode> bulk(String lines) throws IOException, InterruptedException {
    return bulkText(lines).lines().map(Product::tree).toList();
  }

  private String bulkText(String lines) throws IOException, InterruptedException {
    var body = BodyPublishers.ofString(lines);
    return send(request("/links/bulk").header("Content-Type", "application/x-ndjson").POST(body));
  }

  /** How many of the lines became links; costs less than looking at the answers. */
  int bulkCreated(String lines) throws IOException, InterruptedException {
    var marker = "\"link\":";
    return (int) bulkText(lines).lines().filter(line -> line.contains(marker)).count();
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of a bulk request that asks for a link to a URL. */
  static String line(String url) {
    return JSON.createObjectNode().put("url", url) + "\n";
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(app + "/api/v1" + path))
        .header("Authorization", "Bearer " + key);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private static List<Integer> freePorts() throws IOException {
    try (var first = new ServerSocket(0);
        var second = new ServerSocket(0);
        var third = new ServerSocket(0)) {
      return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
    }
  }

  /** Ends a process that was started here as an operator would, and waits for it. */
  @Override
  public void close() {
    client.close();
    if (process != null) {
      process.destroy();
      process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  /** Deletes a folder and what is in it. */
  static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
