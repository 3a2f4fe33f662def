package terse.server.journal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.click.Position;
import terse.click.RawClick;
import terse.click.Tier;

/** A data folder of a test, with a clock to steer, in which journals are opened. */
final class Folder {
  static final Duration PERIOD = Duration.ofDays(1);
  static final byte[] ADDRESS = {(byte) 203, 0, 113, 77};

  private final Path path;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long seed = 1;

  Folder(Path path) {
    this.path = path;
  }

  static JournalSettings small(int partitions) {
    return JournalSettings.of(partitions).withSizes(1 << 16, 64L << 16);
  }

  Journal open(JournalSettings settings) {
    try {
      return Journal.open(journal(), settings, salts(), clock(), new Random(seed++));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Salts salts() throws IOException {
    return Salts.open(path.resolve("salts"), PERIOD, clock(), new Random(seed++));
  }

  InstantSource clock() {
    return () -> now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Path journal() {
    return path.resolve("journal");
  }

  /** Segments with clicks in them. */
  List<Path> segments() throws IOException {
    List<Path> begun = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(Leftovers.SUFFIX) && begun(Files.readAllBytes(file))) {
        begun.add(file);
      }
    }
    return begun;
  }

  private static boolean begun(byte[] content) {
    ByteBuffer segment = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    return SegmentHeader.read(segment).isPresent();
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Appends a click whose number is all there is to it. */
  static boolean append(JournalWriter writer, long number) {
    return append(writer, number, ADDRESS, true, "Mozilla/5.0 (X11; Linux) Firefox/140.0");
  }

  /** Appends a click, waiting for room. */
  static void keep(JournalWriter writer, long number) {
    if (!append(writer, number)) {
      await().pollDelay(Duration.ZERO).until(() -> append(writer, number));
    }
  }

  static boolean append(
      JournalWriter writer,
      long number,
      byte @Nullable [] address,
      boolean mayRecognise,
      @Nullable CharSequence agent) {
    return writer.append(
        1_772_366_400_000L + number,
        1,
        2,
        number,
        3,
        address,
        mayRecognise,
        false,
        agent,
        "https://example.org/page",
        null,
        Tier.L1,
        17);
  }

  /** Everything there is to read, from the beginning. */
  static List<RawClick> readAll(Journal journal) {
    return readAll(journal.readers(List.of()));
  }

  static List<RawClick> readAll(List<JournalReader> readers) {
    List<RawClick> clicks = new ArrayList<>();
    readers.forEach(reader -> reader.read(Integer.MAX_VALUE, clicks::add));
    return clicks;
  }

  static List<Long> numbers(List<RawClick> clicks) {
    return clicks.stream().map(click -> click.link().number()).toList();
  }

  /** What was left by earlier starts, as a new start reads it. */
  List<Long> reopenedNumbers() {
    try (Journal journal = open(small(1))) {
      return numbers(readAll(journal));
    }
  }

  static Position at(Journal journal, int partition, long offset) {
    return new Position(journal.node(), journal.epoch(), partition, offset);
  }
}
