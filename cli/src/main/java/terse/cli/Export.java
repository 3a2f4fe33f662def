package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse export}: writes all links, oldest first. */
@Command(
    name = "export",
    description = {
      "Writes all links, oldest first, in a form that import reads.",
      "A file has its name only when it is complete."
    },
    mixinStandardHelpOptions = true)
final class Export implements Runnable {
  private static final String PAGE = "500";
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "code",
          "shortUrl",
          "url",
          "alias",
          "domain",
          "title",
          "tags",
          "status",
          "state",
          "createdAt",
          "expiresAt",
          "maxVisits",
          "visitsUsed");

  private final Terminal terminal;
  @Mixin private final Connection connection;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The file; standard output if absent.")
  private @Nullable String file;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "One of ${COMPLETION-CANDIDATES}; csv if absent. ndjson keeps everything.")
  private Form form = Form.csv;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only links with this tag.")
  private @Nullable String tag;

  /** The forms. */
  enum Form {
    csv,
    ndjson
  }

  Export(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
  }

  @Override
  public void run() {
    try {
      if (file == null || file.equals("-")) {
        write(terminal.out());
      } else {
        writeWhole(terminal.directory().resolve(file));
      }
    } catch (IOException e) {
      throw new Failure(Exit.FAILED, "The export cannot be written: " + e);
    }
  }

  private void writeWhole(Path target) throws IOException {
    var part = target.resolveSibling(target.getFileName() + ".part");
    try (var out = new PrintWriter(Files.newBufferedWriter(part))) {
      write(out);
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(PrintWriter out) throws IOException {
    var api = connection.open();
    var progress = new Progress(terminal, 0);
    var written = 0L;
    if (form == Form.csv) {
      out.println(Csv.record(COLUMNS));
    }
    for (var page = page(api, null); ; page = page(api, Json.text(page, "next"))) {
      for (var link : page.path("links")) {
        out.println(form == Form.csv ? Csv.record(fields(link)) : link.toString());
        written++;
      }
      progress.show(0, String.format(Locale.ROOT, "%,d links", written));
      if (Json.text(page, "next") == null) {
        break;
      }
    }
    progress.end();
    if (out.checkError()) {
      throw new IOException("the output was closed or is full");
    }
    terminal.err().printf(Locale.ROOT, "%,d links%n", written);
  }

  private JsonNode page(Api api, @Nullable String cursor) {
    var query = new LinkedHashMap<String, String>(Map.of("limit", PAGE, "sort", "oldest"));
    if (tag != null) {
      query.put("tag", tag);
    }
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    return api.get("/links", query);
  }

  private static List<String> fields(JsonNode link) {
    var fields = new ArrayList<String>();
    for (var column : COLUMNS) {
      var text = Json.text(link, column);
      fields.add(column.equals("tags") ? tags(link) : text == null ? "" : text);
    }
    return fields;
  }

  private static String tags(JsonNode link) {
    return String.join(
        ";",
        StreamSupport.stream(link.path("tags").spliterator(), false)
            .map(JsonNode::asText)
            .toList());
  }
}
