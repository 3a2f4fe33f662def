package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 2 after a restore: what was minted after the backup was made is lost, and is never minted
 * again.
 */
@Tag("patient")
final class RestoreIT {
  private static final int LINKS = 1_500;

  @TempDir Path folder;
  private String source = "permuted";
  private final List<String> before = new ArrayList<>();
  private final Set<String> after = new HashSet<>();

  private Path data() {
    return folder.resolve("data");
  }

  private TerseNode node() throws IOException {
    return TerseNode.start(
        data(), "--create-limit", "0", "--clicks", "none", "--code-source", source);
  }

  private List<String> mint(TerseNode node, int count) throws Exception {
    List<String> codes = new ArrayList<>();
    try (TerseClient client = node.client()) {
      String lines =
          String.join("\n", Collections.nCopies(count, "{\"url\":\"https://example.com/\"}"));
      client
          .bulk(lines)
          .lines()
          .forEach(line -> codes.add(line.replaceAll(".*\"code\":\"([^\"]*)\".*", "$1")));
    }
    assertThat(codes).hasSize(count);
    return codes;
  }

  /** Links before the backup, the backup, and links after it. */
  private void history(Path backup, boolean everything) throws Exception {
    try (TerseNode node = node()) {
      before.addAll(mint(node, LINKS));
      node.terminate();
    }
    try (Stream<Path> files = Files.list(data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (everything || file.getFileName().toString().startsWith("links.db")) {
          Files.copy(file, backup.resolve(file.getFileName()));
        }
      }
    }
    try (TerseNode node = node()) {
      after.addAll(mint(node, LINKS));
      node.kill();
    }
  }

  private void assertNothingIsIssuedAgain(int epoch) throws Exception {
    try (TerseNode node = node();
        TerseClient client = node.client()) {
      List<String> fresh = mint(node, 2 * LINKS);
      assertThat(new HashSet<>(fresh)).hasSize(2 * LINKS).doesNotContainAnyElementsOf(before);
      assertThat(fresh).doesNotContainAnyElementsOf(after);
      assertThat(client.get("/api/v1/code-keys").path("epochs").size()).isEqualTo(epoch);
      for (String code : before.subList(0, 20)) {
        assertThat(client.click(code).statusCode()).isEqualTo(302);
      }
      for (String code : List.copyOf(after).subList(0, 20)) {
        assertThat(client.click(code).statusCode()).isEqualTo(404);
      }
    }
  }

  private Path backup() throws IOException {
    return Files.createDirectory(folder.resolve("backup"));
  }

  /** The file is the same one as before, so only what is remembered beside it tells. */
  @Test
  void databaseWrittenOverByAnOldOne() throws Exception {
    Path backup = backup();
    history(backup, false);
    Files.deleteIfExists(data().resolve("links.db-wal"));
    Files.deleteIfExists(data().resolve("links.db-shm"));
    Files.write(data().resolve("links.db"), Files.readAllBytes(backup.resolve("links.db")));
    assertNothingIsIssuedAgain(2);
  }

  /** Everything that could remember is as old as the database; but it is another file. */
  @Test
  void wholeFolderReplacedByAnOldOne() throws Exception {
    Path backup = backup();
    history(backup, true);
    Files.move(data(), folder.resolve("lost"));
    Files.createDirectory(data());
    try (Stream<Path> files = Files.list(backup)) {
      for (Path file : files.toList()) {
        Files.copy(file, data().resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    assertNothingIsIssuedAgain(2);
  }

  /** Nothing can tell by itself, so whoever restores says so. */
  @Test
  void everyFileWrittenOverByAnOldOneAndSaidSo() throws Exception {
    Path backup = backup();
    history(backup, true);
    Files.deleteIfExists(data().resolve("links.db-wal"));
    Files.deleteIfExists(data().resolve("links.db-shm"));
    try (Stream<Path> files = Files.list(backup)) {
      for (Path file : files.toList()) {
        Files.write(data().resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Files.createFile(data().resolve("restored"));
    assertNothingIsIssuedAgain(2);
    assertThat(data().resolve("restored")).doesNotExist();
  }

  @Test
  void databaseLostAndStartedAnew() throws Exception {
    history(backup(), false);
    for (String name : List.of("links.db", "links.db-wal", "links.db-shm")) {
      Files.deleteIfExists(data().resolve(name));
    }
    after.addAll(before);
    before.clear();
    try (TerseNode node = node()) {
      List<String> fresh = mint(node, 2 * LINKS);
      assertThat(fresh).doesNotContainAnyElementsOf(after);
    }
  }

  /** Another secret changes no code of a plain counter: its numbers themselves must be new. */
  @Test
  void plainCounterWhoseFolderWasReplaced() throws Exception {
    source = "counter";
    wholeFolderReplacedByAnOldOne();
  }

  @Test
  void plainCounterWhoseDatabaseWasWrittenOver() throws Exception {
    source = "counter";
    databaseWrittenOverByAnOldOne();
  }

  @Test
  void plainCounterWhoseDatabaseWasLost() throws Exception {
    source = "counter";
    databaseLostAndStartedAnew();
  }

  @Test
  void restartIsNoRestore() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (TerseNode node = node()) {
        before.addAll(mint(node, 100));
        node.kill();
      }
    }
    try (TerseNode node = node();
        TerseClient client = node.client()) {
      assertThat(client.get("/api/v1/code-keys").path("epochs").size()).isEqualTo(1);
    }
    assertThat(before).doesNotHaveDuplicates();
  }
}
