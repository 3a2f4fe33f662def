package terse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code terse rehearse}: a short life of a server on free loopback ports with a throw-away data
 * folder, so that the JVMs of both sides can record what a start needs. For the launcher's build.
 */
@Command(name = "rehearse", hidden = true)
final class Rehearse implements Callable<Integer> {
  /** At its end the server's JVM still makes its cache. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int LINKS = 50;

  private final Terminal terminal;

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "What starts the server.")
  private List<String> server = List.of();

  Rehearse(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("terse-rehearsal");
    try {
      return play(folder);
    } finally {
      delete(folder);
    }
  }

  private int play(Path folder) throws IOException, InterruptedException {
    var ports = freePorts();
    var process = start(folder.resolve("data"), ports);
    try {
      awaitAnswer(process, URI.create("http://127.0.0.1:" + ports.get(1) + "/api/v1/openapi.yaml"));
      perform(folder, ports);
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    return process.exitValue() == 0 ? Exit.OK : Exit.FAILED;
  }

  private Process start(Path data, List<Integer> ports) throws IOException {
    var command = new ArrayList<>(server);
    command.addAll(
        List.of(
            "--data", data.toString(),
            "--host", "127.0.0.1",
            "--port", ports.get(0).toString(),
            "--app-port", ports.get(1).toString(),
            "--management-port", ports.get(2).toString(),
            "--create-limit", "0"));
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** What a user does on the first day, each thing a few times. */
  private void perform(Path folder, List<Integer> ports) throws IOException, InterruptedException {
    var file = folder.resolve("urls.txt");
    Files.write(file, IntStream.range(0, LINKS).mapToObj(i -> "https://example.com/" + i).toList());
    var connection =
        List.of(
            "--server",
            "http://127.0.0.1:" + ports.get(1),
            "--key-file",
            folder.resolve("data").resolve("admin.key").toString());
    run(connection, "shorten", "https://example.com/", "--alias", "rehearsal", "--expires", "7d");
    run(connection, "import", file.toString(), "--output", folder.resolve("links.csv").toString());
    for (var round = 0; round < LINKS; round++) {
      follow(ports.get(0), "/rehearsal", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    }
    follow(ports.get(0), "/no-such-link", "curl/8.0");
    follow(ports.get(2), "/readyz", "curl/8.0");
    follow(ports.get(2), "/metrics", "curl/8.0");
    follow(ports.get(1), "/", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    run(connection, "expand", "localhost:" + ports.get(0) + "/rehearsal");
    run(connection, "stats");
    run(connection, "export", "--format", "ndjson");
    run(connection, "keys", "list");
    run(List.of(), "--help");
  }

  private void run(List<String> connection, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(connection);
    Main.run(silent(), all.toArray(String[]::new));
  }

  private Terminal silent() {
    return new Terminal(
        InputStream.nullInputStream(),
        new PrintWriter(Writer.nullWriter()),
        terminal.err(),
        false,
        false,
        terminal.environment(),
        terminal.directory(),
        terminal.time());
  }

  private static void follow(int port, String path, String agent)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var address = URI.create("http://127.0.0.1:" + port + path);
      var request = HttpRequest.newBuilder(address).header("User-Agent", agent).build();
      client.send(request, BodyHandlers.discarding());
    }
  }

  private void awaitAnswer(Process process, URI address) throws InterruptedException {
    var deadline = terminal.time().instant().plus(PATIENCE);
    while (!answers(address)) {
      if (!process.isAlive() || terminal.time().instant().isAfter(deadline)) {
        throw new Failure(Exit.FAILED, "The server did not start.");
      }
      terminal.time().pause(Duration.ofMillis(50));
    }
  }

  private static boolean answers(URI address) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Integer> freePorts() throws IOException {
    try (var first = new ServerSocket(0);
        var second = new ServerSocket(0);
        var third = new ServerSocket(0)) {
      return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
