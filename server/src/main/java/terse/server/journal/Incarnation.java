package terse.server.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * One start of one node. No two starts are ever equal: the epoch is above every earlier one this
 * folder or the clock knows of, and a node that has forgotten its epochs becomes another node.
 *
 * @param node random, kept in the folder; never 0
 * @param epoch larger at every start
 */
record Incarnation(long node, long epoch) {
  private static final String FILE = "node";

  /**
   * Begins the next one and returns once it is on disk.
   *
   * @param folder the journal's folder
   * @param newestSegment the highest epoch found in a segment, 0 if there is none
   */
  static Incarnation next(
      Path folder, long newestSegment, InstantSource clock, RandomGenerator random)
      throws IOException {
    Path file = folder.resolve(FILE);
    Incarnation last = read(file, random);
    long highest = Math.max(Math.max(last.epoch, newestSegment), clock.millis());
    Incarnation next = new Incarnation(last.node, highest + 1);
    DurableFile.replace(file, next.text().getBytes(StandardCharsets.US_ASCII));
    return next;
  }

  /** The node as positions name it. */
  static String name(long node) {
    return HexFormat.of().toHexDigits(node);
  }

  private static Incarnation read(Path file, RandomGenerator random) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return parse(text, random);
    } catch (NoSuchFileException none) {
      return stranger(random);
    }
  }

  /** A damaged file is no memory of epochs: whoever finds one is a new node. */
  private static Incarnation parse(String text, RandomGenerator random) {
    try {
      String[] parts = text.split(" ", 3);
      Incarnation read =
          new Incarnation(Long.parseUnsignedLong(parts[0], 16), Long.parseLong(parts[1]));
      return read.text().equals(text) ? read : stranger(random);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
      return stranger(random);
    }
  }

  private static Incarnation stranger(RandomGenerator random) {
    return new Incarnation(random.nextLong() | 1, 0);
  }

  private String text() {
    String text = name(node) + " " + epoch;
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + " " + Long.toHexString(checksum.getValue()) + "\n";
  }
}
