package terse.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import terse.testkit.FreePort;

/**
 * A real server process on a data folder, on ports of its own, that can be killed and restarted.
 */
final class TerseNode implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final Path log;
  private final Ports ports;

  /** The three ports of a node. */
  record Ports(int links, int app, int management) {
    static Ports free() {
      return new Ports(FreePort.next(), FreePort.next(), FreePort.next());
    }
  }

  private TerseNode(Process process, Path data, Path log, Ports ports) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.ports = ports;
  }

  /** Starts a node and waits until it is ready. */
  static TerseNode start(Path data, String... flags) throws IOException {
    return start(List.of(), data, flags);
  }

  /** Starts one of several nodes on the same links, without clicks, and waits until it is ready. */
  static TerseNode startBeside(Path folder, String name, String... flags) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--node-data",
                folder.resolve(name).toString(),
                "--create-limit",
                "0",
                "--clicks",
                "none"));
    all.addAll(List.of(flags));
    return start(folder.resolve("data"), all.toArray(String[]::new));
  }

  /** Starts a node under a command such as strace, and waits until it is ready. */
  static TerseNode start(List<String> under, Path data, String... flags) throws IOException {
    TerseNode node = launch(under, data, flags);
    node.awaitReady();
    return node;
  }

  /** Starts a node for what its JVM learns of a start, and waits until it is ready. */
  static TerseNode rehearse(List<String> options, Path data) throws IOException {
    TerseNode node = launch(List.of(), options, data);
    node.awaitReady();
    return node;
  }

  /** Starts a node without waiting for anything. */
  static TerseNode launch(List<String> under, Path data, String... flags) throws IOException {
    return launch(under, StartCache.options(), data, flags);
  }

  private static TerseNode launch(
      List<String> under, List<String> options, Path data, String... flags) throws IOException {
    Ports ports = Ports.free();
    Path log = Files.createTempFile("terse-node", ".log");
    List<String> command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:-PrintWarnings",
            "-XX:JavaPriority1_To_OSPriority=10",
            "-XX:CompilerThreadPriority=0",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            String.join(File.pathSeparator, StartCache.classPath()),
            "terse.server.Main",
            "--data",
            data.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(ports.links()),
            "--app-port",
            String.valueOf(ports.app()),
            "--management-port",
            String.valueOf(ports.management())));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new TerseNode(process, data, log, ports);
  }

  private void awaitReady() {
    Awaitility.await("node ready")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the node ended: " + output());
              }
              return status(management("/readyz")) == 200;
            });
  }

  private static int status(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** A client that carries the admin key. */
  TerseClient client() throws IOException {
    return client(Duration.ofSeconds(30));
  }

  /** The same, of one who does not wait longer than this for the API. */
  TerseClient client(Duration patience) throws IOException {
    return new TerseClient(this, adminKey(), patience);
  }

  String adminKey() throws IOException {
    return Files.readString(data.resolve("admin.key")).strip();
  }

  URI links(String path) {
    return URI.create("http://127.0.0.1:" + ports.links() + path);
  }

  URI app(String path) {
    return URI.create("http://127.0.0.1:" + ports.app() + path);
  }

  URI management(String path) {
    return URI.create("http://127.0.0.1:" + ports.management() + path);
  }

  Path data() {
    return data;
  }

  /** Everything the process printed so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** kill -9, of the node itself also when it runs under another command. */
  void kill() throws InterruptedException {
    List<ProcessHandle> under = process.descendants().toList();
    under.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
    under.forEach(handle -> handle.onExit().join());
  }

  /** SIGSTOP: the process stands still. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    return terminate(Duration.ofSeconds(30));
  }

  /** SIGTERM; returns the exit code, which must come within the limit. */
  int terminate(Duration limit) throws InterruptedException {
    process.toHandle().destroy();
    return exitCode(limit);
  }

  /** Waits for the end of the process. */
  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toSeconds(), SECONDS)) {
      throw new IllegalStateException("the node did not end within " + limit);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException, IOException {
    kill();
    Files.deleteIfExists(log);
  }
}
