package terse.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.TerseException;

class KeyFileTest {
  @TempDir Path folder;

  private final Random random = new Random(42);

  private Path path() {
    return folder.resolve("codes.key");
  }

  @Test
  void firstStartWritesAFileThatOnlyItsOwnerMayRead() throws IOException {
    KeyRing ring = new KeyFile(path()).readOrCreate(random, false);

    assertThat(ring.epochs()).containsExactly(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(folder)
        .isDirectoryContaining(path()::equals)
        .isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void laterStartsReadTheSameSecrets() {
    KeyRing first = new KeyFile(path()).readOrCreate(random, false);

    assertThat(new KeyFile(path()).readOrCreate(random, true)).isEqualTo(first);
  }

  @Test
  void aNewEpochKeepsTheOldOnes() {
    KeyRing first = KeyRing.first(random);
    KeyRing second = first.next(random);
    new KeyFile(path()).write(first);
    new KeyFile(path()).write(second);

    assertThat(new KeyFile(path()).read()).contains(second);
    assertThat(second.newest()).isEqualTo(2);
    assertThat(second.secret(1)).isEqualTo(first.secret(1));
    assertThat(second.secret(2)).isNotEqualTo(first.secret(1));
  }

  @Test
  void aMissingFileIsNotMadeAnewWhereLinksExist() {
    KeyFile file = new KeyFile(path());

    assertThatThrownBy(() -> file.readOrCreate(random, true))
        .isInstanceOf(TerseException.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining("Restore it");
    assertThat(path()).doesNotExist();
  }

  @Test
  void everyFlippedBitOfASecretIsNoticed() throws IOException {
    new KeyFile(path()).write(KeyRing.first(random));
    byte[] whole = Files.readAllBytes(path());
    int secret = new String(whole, StandardCharsets.US_ASCII).indexOf("1:");

    for (int at = secret; at < whole.length - 1; at++) {
      for (int bit = 0; bit < 7; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        Files.write(path(), damaged);
        assertRefused();
      }
    }
  }

  @Test
  void aTornOrEmptyFileIsRefused() throws IOException {
    new KeyFile(path()).write(KeyRing.first(random));
    String whole = Files.readString(path());
    for (int length = 0; length < whole.length() - 1; length++) {
      Files.writeString(path(), whole.substring(0, length));
      assertRefused();
    }
  }

  private void assertRefused() throws IOException {
    byte[] before = Files.readAllBytes(path());
    assertThatThrownBy(() -> new KeyFile(path()).readOrCreate(random, false))
        .isInstanceOf(TerseException.class)
        .hasMessageContaining("cannot be used");
    assertThat(Files.readAllBytes(path())).isEqualTo(before);
  }

  @Test
  void aFolderInItsPlaceIsRefused() throws IOException {
    Files.createDirectory(path());

    assertThatThrownBy(() -> new KeyFile(path()).read()).isInstanceOf(TerseException.class);
  }

  @Test
  void aFolderThatIsNotThereIsSaidSo() {
    KeyFile file = new KeyFile(folder.resolve("nowhere").resolve("codes.key"));

    assertThatThrownBy(() -> file.readOrCreate(random, false))
        .isInstanceOf(TerseException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void secretsAreNeverPrinted() {
    assertThat(KeyRing.first(random)).hasToString("KeyRing[1]");
  }
}
