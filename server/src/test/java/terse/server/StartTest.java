package terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, starting again, and not starting. */
final class StartTest {
  @TempDir private Path folder;

  private static void assertRefused(Path folder, String part, String... settings) {
    assertThatThrownBy(() -> Started.server(folder, settings).close())
        .isInstanceOfSatisfying(
            StartFailure.class, failure -> assertThat(failure.sentence()).contains(part));
  }

  @Test
  void adminKeyIsShownOnceAndKeptForItsOwner() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    Started.server(first, folder).close();
    Path file = folder.resolve("admin.key");
    String key = Files.readString(file).strip();
    assertThat(first.toString(StandardCharsets.UTF_8)).contains(key, "ready in");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    Started.server(second, folder).close();
    assertThat(second.toString(StandardCharsets.UTF_8)).doesNotContain(key).contains("ready in");
    assertThat(Files.readString(file).strip()).isEqualTo(key);
  }

  @Test
  void configuredAdminKeyIsKeptAndNotShown() throws IOException {
    String key = "terse_" + "k".repeat(43);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Started.server(out, folder, "--links=memory", "--clicks=none", "--admin-key=" + key).close();
    assertThat(Files.readString(folder.resolve("admin.key")).strip()).isEqualTo(key);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(key).contains("ready in");
  }

  @Test
  void oneProcessHasTheDataFolder() {
    try (Server server = Started.server(folder, "--links=memory", "--clicks=none")) {
      assertThat(server.linkPort()).isPositive();
      assertRefused(folder, "is using the data folder");
    }
    Started.server(folder, "--links=memory", "--clicks=none").close();
  }

  @Test
  void portThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String[] kept = {"--links=memory", "--clicks=none"};
      assertRefused(folder, port, kept[0], kept[1], "--app-port=" + port);
      assertRefused(folder, port, kept[0], kept[1], "--management-port=" + port);
      assertRefused(folder, port, kept[0], kept[1], "--port=" + port);
    }
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("codes.key"), "nonsense");
    assertRefused(folder, "codes.key", "--links=memory", "--clicks=none");
    Files.delete(folder.resolve("codes.key"));
    Path geo = Files.writeString(folder.resolve("geo.mmdb"), "nonsense");
    assertRefused(folder, "geo.mmdb", "--links=memory", "--clicks=none", "--geo-database=" + geo);
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(file.resolve("data"), "cannot be written");
  }

  @Test
  void badAdminKeyIsRefused() {
    assertRefused(folder, "'admin-key'", "--links=memory", "--clicks=none", "--admin-key=secret");
  }

  @Test
  void mainSaysOneSentenceAndReturnsTheExitCode() throws InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertThat(new Main(print, print).run(List.of("--nonsense=1"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void helpNamesEverySettingAndStartsNothing() throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(new Main(print, System.err).run(List.of("--help"))).isZero();
    String help = out.toString(StandardCharsets.UTF_8);
    assertThat(Settings.all()).allMatch(setting -> help.contains("--" + setting.name() + " <"));
  }
}
