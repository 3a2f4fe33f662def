package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedJournalTest {
  @TempDir Path path;
  private Folder folder = new Folder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @Test
  void tornTailIsCutAndCountedWhereverItIsTorn() throws IOException {
    int before = write(2);
    byte[] whole = Files.readAllBytes(onlySegment());
    int end = write(3);
    byte[] content = Files.readAllBytes(onlySegment());
    assertThat(Arrays.mismatch(whole, content)).isBetween(0, end);
    for (int size = before + 1; size < end; size++) {
      restore(Arrays.copyOf(content, size));
      assertCut(2, 1, 0);
    }
    restore(Arrays.copyOf(content, end));
    assertCut(3, 0, 0);
    restore(Arrays.copyOf(content, before));
    assertCut(2, 0, 0);
  }

  @Test
  void everyFlippedBitInTheLastFrameIsDetected() throws IOException {
    int before = write(2);
    int end = write(3);
    byte[] content = Files.readAllBytes(onlySegment());
    for (int bit = before * 8; bit < end * 8; bit++) {
      byte[] flipped = content.clone();
      flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
      restore(flipped);
      assertCut(2, 1, 0);
    }
  }

  @Test
  void holeLeftByPowerLossIsCutAndCounted() throws IOException {
    int before = write(2);
    int end = write(9);
    byte[] content = Files.readAllBytes(onlySegment());
    Arrays.fill(content, before, before + 8, (byte) 0);
    restore(content);
    assertCut(2, 1, 0);
    assertThat(end).isGreaterThan(before + 8);
  }

  @Test
  void damageInTheMiddleCutsTheRestOfItsSegmentOnly() throws IOException {
    long total = 1000;
    write(total);
    Path first = folder.segments().getFirst();
    byte[] content = Files.readAllBytes(first);
    content[20_000] ^= 4;
    Files.write(first, content);
    try (Journal journal = folder.open(Folder.small(1))) {
      List<Long> numbers = Folder.numbers(Folder.readAll(journal));
      JournalFigures figures = journal.figures();
      assertThat(figures.damagedSegments()).isOne();
      assertThat(figures.damagedBytes()).isBetween(1L << 15, 1L << 16);
      assertThat(figures.tornTails()).isZero();
      assertThat(numbers).isSorted().doesNotHaveDuplicates();
      assertThat(numbers).contains(0L, total - 1).hasSizeBetween(300, 900);
    }
  }

  @Test
  void segmentWithADamagedHeaderIsCountedAndTheOthersAreRead() throws IOException {
    write(1000);
    Path first = folder.segments().getFirst();
    byte[] content = Files.readAllBytes(first);
    content[17] ^= 1;
    Files.write(first, content);
    try (Journal journal = folder.open(Folder.small(1))) {
      assertThat(Folder.numbers(Folder.readAll(journal))).contains(999L).doesNotContain(0L);
      assertThat(journal.figures().damagedSegments()).isOne();
    }
  }

  @Test
  void segmentWhoseErasingWasCutShortIsNoDamage() throws IOException {
    write(5);
    byte[] content = Files.readAllBytes(onlySegment());
    ByteBuffer segment = ByteBuffer.allocateDirect(content.length).order(ByteOrder.LITTLE_ENDIAN);
    segment.put(0, content);
    SegmentHeader.spend(segment);
    segment.get(0, content);
    restore(content);
    assertCut(0, 0, 0);
  }

  @Test
  void frameOfAnotherPlaceIsNotTrusted() throws IOException {
    int second = write(1);
    int third = write(2);
    byte[] content = Files.readAllBytes(onlySegment());
    System.arraycopy(content, second, content, third, third - second);
    restore(content);
    assertCut(2, 1, 0);
  }

  @Test
  void emptyAndForeignFilesAreNoObstacle() throws IOException {
    write(1);
    Files.createFile(folder.journal().resolve("0-9.segment"));
    Files.write(folder.journal().resolve("0-8.segment"), new byte[] {1, 2, 3});
    try (Journal journal = folder.open(Folder.small(1))) {
      assertThat(Folder.numbers(Folder.readAll(journal))).containsExactly(0L);
      assertThat(Folder.append(journal.writer(0), 1)).isTrue();
    }
  }

  /** Writes clicks 0 to {@code count} into an empty folder; returns the last segment's end. */
  private int write(long count) throws IOException {
    for (Path file : folder.files()) {
      Files.delete(file);
    }
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      LongStream.range(0, count).forEach(number -> Folder.keep(writer, number));
      return (int) (journal.end(0) & 0xffff);
    }
  }

  private Path onlySegment() throws IOException {
    return folder.segments().getFirst();
  }

  private void restore(byte[] segment) throws IOException {
    for (Path file : folder.files()) {
      Files.delete(file);
    }
    Files.write(folder.journal().resolve("1-0.segment"), segment);
  }

  /** Reads without starting a journal, since there are thousands of cases. */
  private void assertCut(long whole, long torn, long damaged) throws IOException {
    Damage damage = new Damage();
    Leftovers leftovers = Leftovers.scan(folder.journal(), damage);
    List<JournalReader> readers =
        leftovers.streams().stream()
            .map(stream -> new JournalReader(stream, true, 0, new ClickDecoder(null), damage))
            .toList();
    assertThat(Folder.numbers(Folder.readAll(readers)))
        .isEqualTo(LongStream.range(0, whole).boxed().toList());
    assertThat(damage.tornTails()).isEqualTo(torn);
    assertThat(damage.tornBytes() > 0).isEqualTo(torn > 0);
    assertThat(damage.damagedSegments()).isEqualTo(damaged);
    readers.forEach(reader -> reader.takeConsumed().forEach(Segment::close));
  }
}
