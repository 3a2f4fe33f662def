package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressPrivacyTest {
  private static final Random RANDOM = new Random(77);

  @TempDir Path path;

  @Test
  void noAddressIsAnywhereUnderTheFolderInAnyForm() throws IOException {
    Folder folder = new Folder(path);
    List<byte[]> addresses = List.of(address(4), address(4), address(16), address(16));
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      for (int number = 0; number < 400; number++) {
        assertThat(Folder.append(writer, number, addresses.get(number % 4), true, "a")).isTrue();
      }
      journal
          .deadLetters()
          .add(Folder.readAll(journal).getFirst(), null, new IllegalStateException());
      assertNowhere(folder, addresses);
    }
    assertNowhere(folder, addresses);
    assertThat(folder.reopenedNumbers()).hasSize(400);
    assertNowhere(folder, addresses);
  }

  @Test
  void sameAddressIsSealedDifferentlyEachTime() throws IOException {
    Folder folder = new Folder(path);
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      Folder.append(writer, 1, Folder.ADDRESS, true, null);
      int frame = (int) journal.end(0) - SegmentHeader.SIZE;
      Folder.append(writer, 1, Folder.ADDRESS, true, null);
      byte[] content = Files.readAllBytes(folder.segments().getFirst());
      int sealed = SegmentHeader.SIZE + Frame.HEADER + ClickFields.ADDRESS;
      for (int half = 0; half < 16; half += 8) {
        byte[] first = java.util.Arrays.copyOfRange(content, sealed + half, sealed + half + 8);
        int next = sealed + frame + half;
        assertThat(java.util.Arrays.copyOfRange(content, next, next + 8)).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(new byte[8]);
      }
    }
  }

  private static void assertNowhere(Folder folder, List<byte[]> addresses) throws IOException {
    for (Path file : folder.files()) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (byte[] address : addresses) {
        String bytes = new String(address, StandardCharsets.ISO_8859_1);
        String text = InetAddress.getByAddress(address).getHostAddress();
        assertThat(content.contains(bytes)).as("%s in %s", text, file).isFalse();
        String reversed = new StringBuilder(bytes).reverse().toString();
        assertThat(content.contains(reversed)).as("%s reversed in %s", text, file).isFalse();
        assertThat(content.contains(text)).as("%s as text in %s", text, file).isFalse();
      }
    }
  }

  private static byte[] address(int size) {
    byte[] address = new byte[size];
    RANDOM.nextBytes(address);
    return address;
  }
}
