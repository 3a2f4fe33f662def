package terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigTest {
  @TempDir private Path folder;

  private static Config of(String... arguments) {
    return Config.read(List.of(arguments), Map.of());
  }

  private static void assertRefused(
      String part, Map<String, String> environment, String... arguments) {
    assertThatThrownBy(() -> Config.read(List.of(arguments), environment))
        .isInstanceOfSatisfying(
            StartFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(2);
              assertThat(failure.sentence()).contains(part).endsWith(".").doesNotContain("\n");
            });
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("terse.properties"), text);
  }

  @Test
  void everyDefaultCanBeRead() {
    Config config = of();
    for (Setting<?> setting : Settings.all()) {
      assertThat(config.find(setting).isPresent()).isEqualTo(setting.defaultText() != null);
    }
    assertThat(config.get(Settings.PORT)).isEqualTo(8080);
    assertThat(config.get(Settings.JOURNAL_SYNC_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = file("port=1\napp-port=1\nmanagement-port=1\n");
    Config config =
        Config.read(
            List.of("--config", file.toString(), "--port=3"),
            Map.of("TERSE_PORT", "2", "TERSE_APP_PORT", "2", "HOME", "/root"));
    assertThat(config.get(Settings.PORT)).isEqualTo(3);
    assertThat(config.get(Settings.APP_PORT)).isEqualTo(2);
    assertThat(config.get(Settings.MANAGEMENT_PORT)).isEqualTo(1);
  }

  @Test
  void flagsTakeTheirValueEitherWay() {
    assertThat(of("--port", "5", "--create-limit=0").get(Settings.PORT)).isEqualTo(5);
  }

  @Test
  void unknownKeysAreRefusedByNameAndPlace() throws IOException {
    assertRefused("'prot' (--prot on the command line)", Map.of(), "--prot", "1");
    assertRefused("TERSE_PROT in the environment", Map.of("TERSE_PROT", "1"));
    Path file = file("prot=1\n");
    assertRefused("'prot' in " + file, Map.of(), "--config=" + file);
  }

  @ParameterizedTest
  @CsvSource({
    "port,65536",
    "port,-1",
    "port,http",
    "create-limit,many",
    "links,oracle",
    "log-format,xml",
    "alias-length,4",
    "alias-length,50-4",
    "alias-length,0-9",
    "alias-length,1-256",
    "max-body,-1",
    "max-body,1x",
    "journal-sync-interval,soon",
    "public-url,example.org",
    "public-url,https://example.org/path"
  })
  void badValuesAreRefusedByNameAndPlace(String name, String value) {
    assertRefused(
        "'" + name + "' (--" + name + " on the command line)", Map.of(), "--" + name, value);
  }

  @Test
  void incompleteCommandLinesAreRefused() {
    assertRefused("--port", Map.of(), "--port");
    assertRefused("'port'", Map.of(), "port");
    assertRefused("cannot be read", Map.of(), "--config=/nowhere/at/all");
  }

  @Test
  void secretsComeFromFilesAndAreNeverShown() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "terse_abc\n");
    assertThat(
            Config.read(List.of(), Map.of("TERSE_ADMIN_KEY_FILE", secret.toString()))
                .find(Settings.ADMIN_KEY))
        .hasValue("terse_abc");
    assertThat(of("--admin-key-file=" + secret).find(Settings.ADMIN_KEY)).hasValue("terse_abc");
    assertThatThrownBy(() -> of("--admin-key= "))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("'admin-key'");
  }
}
