package terse.url;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Recorded pairs of an input and what browsers make of it; the format is told in record.mjs. */
record UrlCases(List<UrlCase> cases) {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  /** An input and its href, "!" if it is refused. */
  record UrlCase(String input, String href) {}

  static UrlCases read(String name) {
    try (InputStream raw = Objects.requireNonNull(UrlCases.class.getResourceAsStream(name));
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return new UrlCases(
          lines.lines().filter(line -> !line.startsWith("#")).map(UrlCases::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UrlCase parse(String line) {
    int tab = line.indexOf('\t');
    return new UrlCase(unquote(line.substring(0, tab)), unquote(line.substring(tab + 1)));
  }

  private static String unquote(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            hex -> {
              char c = (char) Integer.parseInt(hex.group(1), 16);
              return c == '\\' || c == '$' ? "\\" + c : String.valueOf(c);
            });
  }
}
