package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken file is told of in one sentence, with a non-zero exit and nothing overwritten. */
@Tag("patient")
final class BrokenFilesIT {
  private static final byte[] GARBAGE =
      "this is not the file you are looking for, it is only text "
          .repeat(200)
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path data;

  @Test
  void corruptLinkStore() throws IOException, InterruptedException {
    refusesToStart("links.db");
  }

  @Test
  void corruptClickStore() throws IOException, InterruptedException {
    refusesToStart("clicks.duckdb");
  }

  @Test
  void corruptCodeKeys() throws IOException, InterruptedException {
    refusesToStart("codes.key");
  }

  @Test
  void corruptGeoDatabase() throws IOException, InterruptedException {
    Path geo = Files.write(data.resolve("geo.mmdb"), GARBAGE);
    assertRefusal(geo, "--geo-database", geo.toString());
  }

  @Test
  void unknownConfigurationKey() throws IOException, InterruptedException {
    Path file = Files.writeString(data.resolve("terse.properties"), "colour=blue\n");
    try (TerseNode node = TerseNode.launch(List.of(), data, "--config", file.toString())) {
      assertThat(node.exitCode(Duration.ofSeconds(30))).isNotZero();
      assertThat(node.output()).contains("colour").doesNotContain("Exception");
    }
  }

  private void refusesToStart(String file) throws IOException, InterruptedException {
    Path fresh = data.resolve("store");
    try (TerseNode node = TerseNode.start(fresh)) {
      assertThat(node.terminate()).isZero();
    }
    Path broken = Files.write(fresh.resolve(file), GARBAGE);
    try (TerseNode node = TerseNode.launch(List.of(), fresh)) {
      assertSentence(node, broken);
    }
  }

  private void assertRefusal(Path broken, String... flags)
      throws IOException, InterruptedException {
    try (TerseNode node = TerseNode.launch(List.of(), data.resolve("store"), flags)) {
      assertSentence(node, broken);
    }
  }

  private static void assertSentence(TerseNode node, Path broken)
      throws IOException, InterruptedException {
    assertThat(node.exitCode(Duration.ofSeconds(30))).isNotZero();
    assertThat(node.output())
        .contains(broken.getFileName().toString())
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
    assertThat(Files.readAllBytes(broken)).isEqualTo(GARBAGE);
  }
}
