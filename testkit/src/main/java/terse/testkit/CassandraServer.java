package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real server of Cassandra, alone or one of a ring, on a loopback address of its own, with data
 * in a folder of its own under the system's temporary one. It is a process on Java 17, which is the
 * last that it runs on; its class path comes from the module {@code adapters/cassandra/ring}.
 */
public final class CassandraServer implements AutoCloseable {
  /** The datacenter that servers without a topology are in. */
  public static final String DATACENTER = "datacenter1";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Path CLASS_PATH = Path.of("adapters/cassandra/ring/target/server.classpath");

  private final CassandraFolder folder;
  private @Nullable Process process;

  private CassandraServer(CassandraFolder folder) {
    this.folder = folder;
  }

  /** Starts a server that is alone. */
  public static CassandraServer start() throws IOException {
    return ring(1).getFirst();
  }

  /** Starts servers of one ring, one after the other, each with an even share of it. */
  public static List<CassandraServer> ring(int size) throws IOException {
    int storagePort = freePort();
    int clientPort = freePort();
    List<CassandraServer> servers = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        CassandraFolder folder =
            CassandraFolder.create("127.0.0." + (i + 1), storagePort, clientPort, i, size);
        CassandraServer server = new CassandraServer(folder);
        servers.add(server);
        server.resume();
      }
      return servers;
    } catch (RuntimeException | IOException | AssertionError e) {
      servers.forEach(CassandraServer::close);
      throw e;
    }
  }

  /** Where a driver finds it, as {@code host:port}. */
  public String contactPoint() {
    return folder.address() + ":" + folder.clientPort();
  }

  public String address() {
    return folder.address();
  }

  public int clientPort() {
    return folder.clientPort();
  }

  /** kill -9. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  /** SIGSTOP: it neither answers nor closes its connections. */
  public void pause() {
    Signals.stop(running().pid());
  }

  /** SIGCONT after {@link #pause}, or a start after {@link #kill}; waits until it serves. */
  public void resume() throws IOException {
    Process running = process;
    if (running != null) {
      Signals.resume(running.pid());
      return;
    }
    process =
        new ProcessBuilder(folder.command(java17(), Files.readString(repository(CLASS_PATH))))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .start();
    awaitServing();
  }

  /** Ends it and removes its data. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> all = Files.walk(folder.path())) {
      all.sorted(Comparator.reverseOrder()).forEach(CassandraServer::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitServing() {
    await("Cassandra serves")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!running().isAlive()) {
                throw new AssertionError("it ended: " + Files.readString(folder.log()));
              }
              return isServing();
            });
  }

  private boolean isServing() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(folder.address(), folder.clientPort()), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("Cassandra does not run");
    }
    return process;
  }

  /** A file of the repository, from whatever module tests run in. */
  private static Path repository(Path file) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isReadable(up.resolve(file))) {
        return up.resolve(file);
      }
    }
    throw new AssertionError(
        file + " is not there: run mvn pre-integration-test -pl adapters/cassandra/ring");
  }

  private static Path java17() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
      return all.filter(home -> home.getFileName().toString().contains("17"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("Cassandra needs Java 17: install openjdk-17-jre-headless"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }
}
