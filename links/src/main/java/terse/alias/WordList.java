package terse.alias;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** The lists of words that come with the product: one a line, "#" begins a comment line. */
final class WordList {
  private WordList() {}

  static Stream<String> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each letter moved by half the alphabet, so that a list of rude words does not read as one. */
  static String rot13(String text) {
    return text.chars()
        .map(c -> c < 'a' || c > 'z' ? c : 'a' + (c - 'a' + 13) % 26)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
