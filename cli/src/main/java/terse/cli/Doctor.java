package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terse doctor}: checks what Terse stands on, one line a check. */
@Command(
    name = "doctor",
    description = {
      "Checks Java, the data folder, disk space, ports, the server, the API key and the clock.",
      "Ends with 1 if anything is wrong (✗); a remark (!) is not wrong."
    },
    mixinStandardHelpOptions = true,
    subcommands = DoctorCaches.class)
final class Doctor implements Callable<Integer> {
  private static final int OLDEST_JAVA = 25;
  private static final long LITTLE_SPACE = 1L << 30;
  private static final Duration WRONG_CLOCK = Duration.ofSeconds(5);
  private static final List<String> SECRETS = List.of("admin.key", "codes.key");

  private final Terminal terminal;
  private final Findings findings;
  @Mixin private final Connection connection;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder; ${DEFAULT-VALUE} if absent.")
  private Path data = Path.of("data");

  @Option(
      names = {"--port", "--app-port", "--management-port"},
      paramLabel = "N",
      arity = "1",
      description = "A port the server uses; 8080, 8081 and 9090 if absent.")
  private List<Integer> ports = List.of(8080, 8081, 9090);

  Doctor(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
    this.connection = new Connection(terminal);
  }

  @Override
  public Integer call() {
    java();
    folder(terminal.directory().resolve(data));
    ports.forEach(this::port);
    server();
    return findings.exitCode();
  }

  private void java() {
    var version = Runtime.version();
    findings.check(
        version.feature() >= OLDEST_JAVA,
        "Java " + version + ", " + System.getProperty("java.vendor"),
        "Java " + version + " is too old: " + OLDEST_JAVA + " is needed");
  }

  private void folder(Path folder) {
    if (!Files.exists(folder)) {
      findings.remark("No data folder " + folder + " yet: the first `terse serve` makes it");
      return;
    }
    findings.check(
        Files.isDirectory(folder) && Files.isReadable(folder) && Files.isWritable(folder),
        "The data folder " + folder + " can be read and written",
        "The data folder " + folder + " cannot be read and written by this user");
    SECRETS.stream().map(folder::resolve).filter(Files::exists).forEach(this::secret);
    space(folder);
  }

  private void secret(Path file) {
    try {
      var open =
          Files.getPosixFilePermissions(file).stream()
              .anyMatch(permission -> !OWNERS.contains(permission));
      findings.check(
          !open && Files.isReadable(file),
          file.getFileName() + " is for its owner only",
          file + (open ? " can be read by others: chmod 600 it" : " cannot be read by this user"));
    } catch (IOException | UnsupportedOperationException e) {
      findings.remark("Whether others can read " + file + " is not known: " + e);
    }
  }

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private void space(Path folder) {
    try {
      var free = Files.getFileStore(folder).getUsableSpace();
      var text = String.format(Locale.ROOT, "%.1f GiB free", free / (double) (1 << 30));
      findings.check(
          free >= LITTLE_SPACE,
          "Disk: " + text,
          "Disk: only " + text + ": clicks and new links will soon not be kept");
    } catch (IOException e) {
      findings.remark("How much disk space is free is not known: " + e);
    }
  }

  private void port(int port) {
    if (answers(port)) {
      findings.good("Port " + port + " is in use by a server");
    } else {
      findings.check(
          free(port),
          "Port " + port + " is free",
          "Port " + port + " is not free, yet nothing answers there");
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void server() {
    var answer = answer();
    if (answer == null) {
      findings.remark(
          "No server answers at " + connection.address() + ": start one with `terse serve`");
      return;
    }
    findings.check(
        answer.statusCode() == 200 && answer.body().contains("Terse"),
        "The server at " + connection.address() + " answers",
        "What answers at " + connection.address() + " is not Terse");
    clock(answer);
    key();
  }

  private @Nullable HttpResponse<String> answer() {
    try {
      return connection.openAnonymously().peek("/openapi.yaml");
    } catch (Failure unreachable) {
      return null;
    }
  }

  private void clock(HttpResponse<String> answer) {
    var date = answer.headers().firstValue("Date").orElse("");
    if (date.isEmpty()) {
      return;
    }
    var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    var off = Duration.between(there, now()).abs();
    findings.check(
        off.compareTo(WRONG_CLOCK) <= 0,
        "The clocks agree",
        "This clock and the server's are " + off.toSeconds() + " s apart");
  }

  private Instant now() {
    return terminal.time().instant();
  }

  private void key() {
    try {
      JsonNode me = connection.open().get("/me", Map.of());
      findings.good(
          "The API key “"
              + Printable.of(me.path("name").asText(), 60)
              + "” is good, for an "
              + me.path("role").asText());
    } catch (Failure failure) {
      findings.bad(failure.sentence());
    }
  }
}
