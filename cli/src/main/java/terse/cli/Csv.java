package terse.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them: quoted fields may hold commas, quotes and lines. */
final class Csv {
  private static final int MOST_CHARACTERS = 1 << 20;

  private final BufferedReader lines;

  Csv(BufferedReader lines) {
    this.lines = lines;
  }

  /** The next record's fields, or null at the end. Blank lines are records with one empty field. */
  @Nullable List<String> next() throws IOException {
    var line = lines.readLine();
    return line == null ? null : fields(line);
  }

  private List<String> fields(String first) throws IOException {
    var record = first;
    while (quotes(record) % 2 != 0) {
      var more = lines.readLine();
      if (more == null || record.length() > MOST_CHARACTERS) {
        throw new Failure(Exit.USAGE, "A quoted field is never closed: " + cut(first));
      }
      record = record + "\n" + more;
    }
    return split(record);
  }

  private static String cut(String line) {
    return Printable.of(line, 60);
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '"').count();
  }

  private static List<String> split(String record) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < record.length(); i++) {
      var c = record.charAt(i);
      if (c == '"' && quoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /**
   * A record as text, without a line end. A field that a spreadsheet would run as a formula starts
   * with an apostrophe.
   */
  static String record(List<String> fields) {
    return fields.stream().map(Csv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String field) {
    var safe = field.isEmpty() || "=+-@\t\r".indexOf(field.charAt(0)) < 0 ? field : "'" + field;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
