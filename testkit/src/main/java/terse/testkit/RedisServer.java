package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis on loopback, on a free port, that can be killed, paused and flushed. Debian's {@code
 * redis-server} must be installed; its service need not run.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private final List<String> command;
  private @Nullable Process process;

  private RedisServer(Path folder, int port, List<String> command) {
    this.folder = folder;
    this.port = port;
    this.command = command;
  }

  /** Starts one that keeps nothing on disk, and waits until it serves. */
  public static RedisServer start(Path folder, String... flags) throws IOException {
    int port = FreePort.next();
    List<String> command =
        new ArrayList<>(
            List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--repl-diskless-sync-delay", "0"));
    command.addAll(List.of("--dir", Files.createDirectories(folder.resolve("" + port)).toString()));
    command.addAll(List.of(flags));
    RedisServer server = new RedisServer(folder, port, command);
    server.start();
    return server;
  }

  /** Starts a sentinel that watches a master under the name {@code main}. */
  static RedisServer startSentinel(Path folder, RedisServer master, int quorum) throws IOException {
    int port = FreePort.next();
    Path home = Files.createDirectories(folder.resolve("" + port));
    Path config =
        Files.writeString(
            home.resolve("sentinel.conf"),
            """
            port %d
            bind 127.0.0.1
            dir %s
            sentinel monitor main 127.0.0.1 %d %d
            sentinel down-after-milliseconds main 1000
            sentinel failover-timeout main 5000
            """
                .formatted(port, home, master.port, quorum));
    RedisServer sentinel =
        new RedisServer(folder, port, List.of("redis-sentinel", config.toString()));
    sentinel.start();
    return sentinel;
  }

  /** Starts it again on its port, empty. */
  public void start() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(port + ".log").toFile()))
            .start();
    process = started;
    await("Redis serves")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> started.isAlive() && isServing());
  }

  private boolean isServing() {
    try {
      return command("PING").equals("+PONG");
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** The first line that it answers to a command, which is given word by word. */
  public String command(String... words) {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything. */
  public void flush() {
    command("FLUSHALL");
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("it does not run");
    }
    return running;
  }

  /** kill -9. */
  public void kill() {
    running().destroyForcibly().onExit().join();
  }

  /** SIGSTOP: it neither answers nor closes its connections. */
  public void pause() {
    Signals.stop(running().pid());
  }

  /** SIGCONT. */
  public void resume() {
    Signals.resume(running().pid());
  }

  @Override
  public void close() {
    kill();
  }
}
