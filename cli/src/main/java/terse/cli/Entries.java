package terse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads links to import, one after the other, from one of three forms. */
abstract class Entries {
  private static final Set<String> KEPT =
      Set.of(
          "url", "alias", "domain", "expiresAt", "maxVisits", "title", "tags", "status", "reuse");

  /** What an export has beside these: of no use when creating, and ignored. */
  private static final Set<String> IGNORED =
      Set.of(
          "id",
          "code",
          "shortUrl",
          "unicodeUrl",
          "displayHost",
          "state",
          "createdAt",
          "updatedAt",
          "visitsUsed",
          "visitsLeft",
          "version");

  private static final int PEEK = 1 << 16;

  /** The forms. */
  enum Form {
    auto,
    csv,
    ndjson,
    plain
  }

  /** The next entry, or null at the end. */
  abstract @Nullable Entry next() throws IOException;

  /** At most so many entries; an empty list is the end. */
  List<Entry> next(int most) throws IOException {
    var batch = new ArrayList<Entry>();
    while (batch.size() < most) {
      var entry = next();
      if (entry == null) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /** The entries of an input in the given form, or in the one its first line shows. */
  static Entries of(BufferedReader input, Form form) throws IOException {
    return switch (form == Form.auto ? guess(input) : form) {
      case csv -> new FromCsv(input);
      case ndjson -> new FromLines(input, true);
      case plain, auto -> new FromLines(input, false);
    };
  }

  private static Form guess(BufferedReader input) throws IOException {
    input.mark(PEEK);
    var start = new char[PEEK / 2];
    var length = Math.max(0, input.read(start));
    input.reset();
    var first = new String(start, 0, length).stripLeading().lines().findFirst().orElse("");
    if (first.startsWith("{") || first.startsWith("\ufeff{")) {
      return Form.ndjson;
    }
    var columns = List.of(first.replace("\ufeff", "").replace("\"", "").split(",", -1));
    return columns.stream().map(String::strip).anyMatch("url"::equalsIgnoreCase)
        ? Form.csv
        : Form.plain;
  }

  /** One URL or one JSON object a line. */
  private static final class FromLines extends Entries {
    private final BufferedReader input;
    private final boolean json;
    private long number;

    FromLines(BufferedReader input, boolean json) {
      this.input = input;
      this.json = json;
    }

    @Override
    @Nullable Entry next() throws IOException {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        number++;
        var text = line.replace("\ufeff", "").strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          return json ? parsed(text) : Entry.of(number, text, Json.object().put("url", text));
        }
      }
      return null;
    }

    private Entry parsed(String text) {
      return Json.parse(text)
          .filter(ObjectNode.class::isInstance)
          .map(tree -> Entry.of(number, text, ((ObjectNode) tree).remove(IGNORED)))
          .orElseGet(() -> Entry.refused(number, text, "This line is not a JSON object."));
    }
  }

  /** Records below a header that names the fields. */
  private static final class FromCsv extends Entries {
    private final Csv csv;
    private final List<String> columns;
    private long number = 1;

    FromCsv(BufferedReader input) throws IOException {
      this.csv = new Csv(input);
      var header = csv.next();
      this.columns = header == null ? List.of() : header.stream().map(FromCsv::column).toList();
    }

    private static String column(String title) {
      var name = title.replace("\ufeff", "").strip();
      for (var known : List.of(KEPT, IGNORED)) {
        for (var each : known) {
          if (each.equalsIgnoreCase(name)) {
            return each;
          }
        }
      }
      throw new Failure(
          Exit.USAGE, "The CSV has an unknown column “" + name + "”; known are " + KEPT + ".");
    }

    @Override
    @Nullable Entry next() throws IOException {
      for (var fields = csv.next(); fields != null; fields = csv.next()) {
        number++;
        if (fields.size() > 1 || !fields.getFirst().isBlank()) {
          return entry(fields);
        }
      }
      return null;
    }

    private Entry entry(List<String> fields) {
      var text = Csv.record(fields);
      if (fields.size() != columns.size()) {
        var fault = fields.size() + " fields where the header has " + columns.size() + ".";
        return Entry.refused(number, text, fault);
      }
      var link = Json.object();
      for (var i = 0; i < columns.size(); i++) {
        put(link, columns.get(i), unquoted(fields.get(i)));
      }
      return Entry.of(number, text, link);
    }

    /** Takes away the apostrophe that an export puts before what looks like a formula. */
    private static String unquoted(String field) {
      return field.matches("(?s)'[=+\\-@\t\r].*") ? field.substring(1) : field;
    }

    private static void put(ObjectNode link, String column, String value) {
      if (value.isEmpty() || IGNORED.contains(column)) {
        return;
      }
      switch (column) {
        case "status", "maxVisits" -> putNumber(link, column, value.strip());
        case "reuse" -> link.put(column, value.strip().toLowerCase(Locale.ROOT).equals("true"));
        case "tags" -> List.of(value.split(";")).forEach(link.withArray(column)::add);
        default -> link.put(column, value);
      }
    }

    private static void putNumber(ObjectNode link, String column, String value) {
      if (value.matches("\\d{1,9}|1000000000")) {
        link.put(column, Integer.parseInt(value));
      } else {
        link.put(column, value);
      }
    }
  }
}
