package terse.server.redirect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the links that a node was asked for most, a domain's number and a code a line. It
 * only says what to load: if it is lost or wrong, the first visitors wait for the store.
 *
 * @param file where it is
 */
public record HotList(Path file) {
  /** The most links it has. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(HotList.class);

  /** What it says, the hottest first; what cannot be read in it is skipped. */
  List<DecisionKey> read() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.limit(MOST).<@Nullable DecisionKey>map(HotList::key).toList().stream()
          .flatMap(Stream::ofNullable)
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.warn("What was asked for most cannot be read: {}", e.toString());
      return List.of();
    }
  }

  private static @Nullable DecisionKey key(String line) {
    int space = line.indexOf(' ');
    if (space < 1 || space == line.length() - 1 || !line.substring(0, space).matches("\\d{1,9}")) {
      return null;
    }
    return new DecisionKey(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
  }

  /** Puts other links in place of those in it, all or none. */
  void write(List<DecisionKey> keys) throws IOException {
    String text =
        keys.stream().map(key -> key.domain() + " " + key.code()).collect(Collectors.joining("\n"));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, text + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
