package terse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project's documentation, read from wherever the tests run. */
final class Docs {
  private Docs() {}

  /** The table rows of a page, without heads and rules. */
  static List<String> rows(String page) {
    try {
      return Files.readAllLines(folder().resolve(page)).stream()
          .filter(line -> line.startsWith("| `"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("docs/adr"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    return at.resolve("docs");
  }
}
