package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real ZooKeeper ensemble on loopback: a process a member, on free ports, with data in a folder.
 * The server's classes must be on the class path of the test: {@code zookeeper}, {@code
 * metrics-core} and {@code snappy-java}.
 */
public final class ZooKeeperEnsemble implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{0} - %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Path folder;
  private final List<Ports> ports;
  private final List<@Nullable Process> processes;

  private record Ports(int client, int quorum, int election) {
    static List<Ports> free(int members) {
      return Stream.generate(() -> new Ports(FreePort.next(), FreePort.next(), FreePort.next()))
          .limit(members)
          .toList();
    }
  }

  private ZooKeeperEnsemble(Path folder, List<Ports> ports) {
    this.folder = folder;
    this.ports = ports;
    this.processes = new ArrayList<>(ports.stream().<@Nullable Process>map(each -> null).toList());
  }

  /** Starts an ensemble and waits until every member serves. */
  public static ZooKeeperEnsemble start(Path folder, int members) throws IOException {
    ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble(folder, Ports.free(members));
    try {
      ensemble.startAll();
      return ensemble;
    } catch (RuntimeException | IOException e) {
      ensemble.close();
      throw e;
    }
  }

  /** Where clients find it: {@code host:port} of each member, comma-separated. */
  public String connectString() {
    return ports.stream()
        .map(each -> "127.0.0.1:" + each.client())
        .collect(Collectors.joining(","));
  }

  /** How many members there are, running or not. */
  public int size() {
    return ports.size();
  }

  /** Starts the members that do not run, and waits until all serve. */
  public void startAll() throws IOException {
    for (int member = 0; member < size(); member++) {
      if (!isRunning(member)) {
        launch(member);
      }
    }
    for (int member = 0; member < size(); member++) {
      awaitServing(member);
    }
  }

  /** Starts one member that does not run, and waits until it serves. */
  public void start(int member) throws IOException {
    launch(member);
    awaitServing(member);
  }

  /** kill -9. */
  public void kill(int member) {
    Process process = processes.set(member, null);
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** kill -9 of every member. */
  public void killAll() {
    IntStream.range(0, size()).forEach(this::kill);
  }

  /** SIGSTOP: the member neither answers nor closes its connections. */
  public void pause(int member) {
    Signals.stop(running(member).pid());
  }

  /** SIGCONT. */
  public void resume(int member) {
    Signals.resume(running(member).pid());
  }

  /** The member that leads; waits for an election to end. */
  public int leader() {
    List<Integer> found = new ArrayList<>();
    await("a leader")
        .atMost(START_LIMIT)
        .until(
            () -> {
              found.clear();
              IntStream.range(0, size()).filter(this::leads).forEach(found::add);
              return found.size() == 1;
            });
    return found.getFirst();
  }

  private boolean leads(int member) {
    return isRunning(member) && mode(member).filter("leader"::equals).isPresent();
  }

  private boolean isRunning(int member) {
    Process process = processes.get(member);
    return process != null && process.isAlive();
  }

  private Process running(int member) {
    Process process = processes.get(member);
    if (process == null) {
      throw new IllegalStateException("member " + member + " does not run");
    }
    return process;
  }

  private void launch(int member) throws IOException {
    Path home = Files.createDirectories(folder.resolve("member-" + member));
    Files.createDirectories(home.resolve("data"));
    Files.writeString(home.resolve("data/myid"), "" + (member + 1));
    Path config = Files.writeString(home.resolve("zoo.cfg"), config(member, home));
    Path logging = Files.writeString(home.resolve("logback.xml"), LOGGING);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dzookeeper.preAllocSize=1024",
            "-Dlogback.configurationFile=" + logging,
            "-cp",
            System.getProperty("java.class.path"),
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            config.toString());
    processes.set(
        member,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(member).toFile()))
            .start());
  }

  private String config(int member, Path home) {
    String text =
        """
        tickTime=500
        initLimit=20
        syncLimit=10
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        maxClientCnxns=0
        admin.enableServer=false
        4lw.commands.whitelist=*
        """
            .formatted(home.resolve("data"), ports.get(member).client());
    return size() == 1 ? text : text + members();
  }

  private String members() {
    return IntStream.range(0, size())
        .mapToObj(
            i ->
                "server.%d=127.0.0.1:%d:%d\n"
                    .formatted(i + 1, ports.get(i).quorum(), ports.get(i).election()))
        .collect(Collectors.joining());
  }

  private Path log(int member) {
    return folder.resolve("member-" + member).resolve("log");
  }

  private void awaitServing(int member) {
    await("member " + member + " serves")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!isRunning(member)) {
                throw new AssertionError("it ended: " + Files.readString(log(member)));
              }
              return mode(member).isPresent();
            });
  }

  /** What a member says it is: leader, follower or standalone; empty while it does not serve. */
  private Optional<String> mode(int member) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(member).client())) {
      socket.setSoTimeout(2_000);
      OutputStream out = socket.getOutputStream();
      out.write("srvr".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith("Mode: "))
          .map(line -> line.substring("Mode: ".length()))
          .findFirst();
    } catch (IOException notServing) {
      return Optional.empty();
    } catch (UncheckedIOException notServing) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    killAll();
  }
}
