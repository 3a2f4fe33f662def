package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  private final ServerDouble server = new ServerDouble();
  private final TypedTerminal typed =
      new TypedTerminal().set("TERSE_SERVER", server.address()).set("TERSE_KEY", "secret");

  @TempDir private Path folder;

  @BeforeEach
  void dataFolder() throws IOException {
    typed.in(folder).time().set(Instant.now());
    key("rw-------");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingWrongIsExitCodeZero() {
    wellServer();
    assertThat(run()).isZero();
    assertThat(typed.out())
        .contains("✓ Java", "✓ The data folder", "✓ admin.key", "✓ The clocks agree", "“admin”")
        .doesNotContain("✗");
  }

  @Test
  void aKeyThatOthersCanReadIsWrong() throws IOException {
    key("rw-r--r--");
    wellServer();
    assertThat(run()).isEqualTo(Exit.FAILED);
    assertThat(typed.out()).contains("✗", "chmod 600");
  }

  @Test
  void aClockThatIsOffIsWrong() {
    wellServer();
    typed.time().pause(Duration.ofMinutes(-5));
    assertThat(run()).isEqualTo(Exit.FAILED);
    assertThat(typed.out()).contains("✗ This clock and the server's are ");
  }

  @Test
  void aServerThatIsNotRunningIsARemark() {
    server.close();
    assertThat(run()).isZero();
    assertThat(typed.out()).contains("! No server answers");
  }

  @Test
  void aRefusedKeyIsWrong() {
    server.answer(200, "title: Terse API").answer(401, "{\"detail\":\"A valid key is needed.\"}");
    assertThat(run()).isEqualTo(Exit.FAILED);
    assertThat(typed.out()).contains("✗ A valid key is needed.");
  }

  private int run() {
    return typed.run("doctor", "--port", Integer.toString(server.port()));
  }

  @Test
  void cachesThatAreAsTheStoreAreGood() {
    server.answer(200, "{\"nodes\":[{\"name\":\"a:1\",\"self\":true}]}");
    server.answer(200, "{\"entries\":7,\"checked\":7,\"whole\":true,\"differences\":[]}");
    assertThat(typed.run("doctor", "caches")).isZero();
    assertThat(typed.out()).contains("✓", "7 links in memory, all as in the store");
    assertThat(server.last().address()).contains("part=0", "parts=1");
  }

  @Test
  void cacheThatDiffersIsWrongAndSaysWhere() {
    String difference = "{\"id\":\"1.a\",\"cached\":1,\"stored\":";
    server.answer(200, "{\"entries\":12000,\"checked\":10000,\"whole\":false}");
    for (String stored : new String[] {"2", "0", "1"}) {
      server.answer(
          200,
          "{\"entries\":12000,\"checked\":4000,\"whole\":true,\"differences\":["
              + difference
              + stored
              + "}]}");
    }
    assertThat(typed.run("doctor", "caches", "--node", server.address())).isEqualTo(Exit.FAILED);
    assertThat(typed.out())
        .contains(
            "✗",
            "3 of 12000 links in memory are not as stored",
            "1.a: version 1 in memory, version 2 in the store",
            "1.a: version 1 in memory, not in the store");
  }

  @Test
  void nodeThatCannotBeAskedIsWrong() {
    server.answer(
        200,
        "{\"nodes\":[{\"name\":\"127.0.0.1:1\",\"self\":false},{\"name\":\"a:1\",\"self\":true}]}");
    server.answer(200, "{\"entries\":0,\"checked\":0,\"whole\":true,\"differences\":[]}");
    assertThat(typed.run("doctor", "caches")).isEqualTo(Exit.FAILED);
    assertThat(typed.out()).contains("✗ 127.0.0.1:1: ", "0 links in memory");
  }

  private void wellServer() {
    server.answer(200, "title: Terse API");
    server.answer(200, "{\"name\":\"admin\",\"role\":\"admin\"}");
  }

  private void key(String permissions) throws IOException {
    var file = Files.createDirectories(folder.resolve("data")).resolve("admin.key");
    Files.writeString(file, "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
