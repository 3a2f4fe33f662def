package terse.epoch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Granting;

/**
 * A file beside the key file that says how far codes were granted, so that a database which was put
 * back to an older state is known by it. Each line is appended and on the disk before a number is
 * handed out on the strength of it, and carries a checksum; lines that are torn or damaged count
 * for nothing. Several processes may append.
 */
public final class IssuedFile implements Granting {
  private static final String MARK = "mark";
  private static final String STORE = "store";

  private final Path path;

  public IssuedFile(Path path) {
    this.path = path;
  }

  /**
   * Remembers a mark.
   *
   * @throws TerseException STORE_UNAVAILABLE if it cannot be written
   */
  @Override
  public void raise(int domain, int epoch, long mark) {
    append(MARK + " " + domain + " " + epoch + " " + mark);
  }

  /** Remembers what the database's file is told from others by. */
  void store(String identity) {
    append(STORE + " " + identity);
  }

  /** The line begins with a line break too, so that it stands alone after one that is torn. */
  private void append(String text) {
    ByteBuffer line = StandardCharsets.US_ASCII.encode("\n" + text + " " + checksum(text) + "\n");
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  /** Everything remembered. */
  Issued read() {
    try {
      List<String> lines = Files.readAllLines(path, StandardCharsets.ISO_8859_1);
      Map<Issued.Counter, Long> marks = new HashMap<>();
      String store = null;
      for (String line : lines) {
        String[] words = words(line);
        if (words.length == 4 && words[0].equals(MARK)) {
          Issued.Counter counter =
              new Issued.Counter(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
          marks.merge(counter, Long.parseLong(words[3]), Math::max);
        } else if (words.length == 2 && words[0].equals(STORE)) {
          store = words[1];
        }
      }
      return new Issued(true, store, marks);
    } catch (NoSuchFileException none) {
      return new Issued(false, null, Map.of());
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /** The words of a line whose checksum is right, else none. */
  private static String[] words(String line) {
    int end = line.lastIndexOf(' ');
    boolean whole = end > 0 && line.substring(end + 1).equals(checksum(line.substring(0, end)));
    return whole ? line.substring(0, end).split(" ", -1) : new String[0];
  }

  private static String checksum(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(checksum.getValue());
  }

  private TerseException failure(String what, @Nullable IOException cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE, "The file " + path + " cannot be " + what + ": " + cause, cause);
  }
}
