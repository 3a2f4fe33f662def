package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaltsTest {
  @TempDir Path path;
  private Folder folder = new Folder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @Test
  void saltLastsToTheEndOfItsPeriodAlsoThroughRestarts() throws IOException {
    Salts salts = folder.salts();
    Salt salt = salts.current();
    folder.advance(Duration.ofHours(11));
    salts.rotate();
    assertThat(salts.current()).isEqualTo(salt);
    assertThat(folder.salts().current()).isEqualTo(salt);
  }

  @Test
  void rotationDestroysTheOldSalt() throws IOException {
    Salts salts = folder.salts();
    Salt old = salts.current();
    byte[] key = Files.readAllBytes(files().getFirst());
    folder.advance(Duration.ofHours(12));
    salts.rotate();
    assertThat(salts.current().number()).isGreaterThan(old.number());
    assertThat(salts.current().k0()).isNotEqualTo(old.k0());
    assertThat(files()).hasSize(1);
    assertThat(Files.readAllBytes(files().getFirst())).isNotEqualTo(key);
  }

  @Test
  void oldSaltIsOverwrittenBeforeItIsDeleted() throws IOException {
    Salts salts = folder.salts();
    Path kept = path.resolve("still-linked");
    Files.createLink(kept, files().getFirst());
    folder.advance(Folder.PERIOD);
    salts.rotate();
    assertThat(Files.readAllBytes(kept)).containsOnly(0);
  }

  @Test
  void restartAfterThePeriodDestroysTheOldSalt() throws IOException {
    Salt old = folder.salts().current();
    folder.advance(Duration.ofDays(3));
    assertThat(folder.salts().current().number()).isGreaterThan(old.number());
    assertThat(files()).hasSize(1);
  }

  @Test
  void damagedSaltIsReplacedByAHigherNumberOnceTimeHasPassed() throws IOException {
    Salt old = folder.salts().current();
    Files.write(files().getFirst(), new byte[] {1, 2, 3});
    folder.advance(Duration.ofMinutes(1));
    assertThat(folder.salts().current().number()).isGreaterThan(old.number());
  }

  @Test
  void clockSetBackFarDoesNotStretchThePeriod() throws IOException {
    Salts salts = folder.salts();
    Salt old = salts.current();
    folder.advance(Duration.ofSeconds(-10));
    salts.rotate();
    assertThat(salts.current()).isEqualTo(old);
    folder.advance(Duration.ofDays(-40));
    salts.rotate();
    assertThat(salts.current().number()).isGreaterThan(old.number());
  }

  @Test
  void diskThatTakesNoFileDoesNotKeepAnOldSaltInUse() throws IOException {
    Salts salts = folder.salts();
    Salt old = salts.current();
    Files.delete(files().getFirst());
    Files.delete(saltFolder());
    Files.createFile(saltFolder());
    folder.advance(Folder.PERIOD);
    salts.rotate();
    assertThat(salts.current().number()).isGreaterThan(old.number());
    Salt fresh = salts.current();
    Files.delete(saltFolder());
    Files.createDirectory(saltFolder());
    salts.rotate();
    assertThat(salts.current()).isEqualTo(fresh);
    assertThat(folder.salts().current()).isEqualTo(fresh);
  }

  @Test
  void onlyTheOwnerMayReadSalts() throws IOException {
    Salt salt = folder.salts().current();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saltFolder())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
    assertThat(salt.toString()).doesNotContain(Long.toString(salt.k0()));
  }

  @Test
  void periodBeyondThirtyDaysIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Salts.open(saltFolder(), Duration.ofDays(31), folder.clock(), new Random(1)))
        .withMessageContaining("30 days");
  }

  private Path saltFolder() {
    return path.resolve("salts");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(saltFolder())) {
      return files.toList();
    }
  }
}
