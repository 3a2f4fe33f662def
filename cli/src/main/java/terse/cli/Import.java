package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse import}: creates links from a file. */
@Command(
    name = "import",
    description = {
      "Creates links from a file: one URL a line, CSV with a header (url, alias, domain, title,"
          + " tags, expiresAt, maxVisits, status, reuse; tags between semicolons), or JSON lines.",
      "Importing the same file again repeats nothing. Waits when the create limit says so.",
      "Ends with 1 if any line failed."
    },
    mixinStandardHelpOptions = true)
final class Import implements java.util.concurrent.Callable<Integer> {
  private static final int SHOWN_FAILURES = 20;

  private final Terminal terminal;
  @Mixin private final Connection connection;

  @Parameters(paramLabel = "FILE", description = "The file, or - for standard input.")
  private String file = "-";

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "One of ${COMPLETION-CANDIDATES}; auto if absent.")
  private Entries.Form form = Entries.Form.auto;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What makes this import the same as another; the file's name if absent.")
  private @Nullable String name;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write url,shortUrl of every link to this file, or - for standard output.")
  private @Nullable String output;

  @Option(
      names = "--failures",
      paramLabel = "FILE",
      description = "Write line,problem,input of every failure to this file.")
  private @Nullable String failures;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Lines a request, 1 to 10000; ${DEFAULT-VALUE} if absent.")
  private int batch = 1_000;

  private long created;
  private long failed;

  Import(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (batch < 1 || batch > 10_000) {
      throw new Failure(Exit.USAGE, "--batch takes 1 to 10000.");
    }
    var api = connection.open();
    var started = terminal.time().instant();
    try (var input = new Counted(open());
        var links = writer(output);
        var faults = writer(failures)) {
      run(api, input, links, faults);
    }
    var took = Duration.between(started, terminal.time().instant());
    terminal.err().println(summary(took));
    return failed == 0 ? Exit.OK : Exit.FAILED;
  }

  private void run(
      Api api, Counted input, @Nullable PrintWriter links, @Nullable PrintWriter faults)
      throws IOException {
    var progress = new Progress(terminal, file.equals("-") ? 0 : Files.size(path(file)));
    var bulk =
        new Bulk(
            api,
            terminal.time(),
            importName(),
            pause ->
                progress.insist(input.count, count() + ", waiting " + pause.toSeconds() + " s"));
    try {
      var entries = Entries.of(reader(input), form);
      for (var next = entries.next(batch); !next.isEmpty(); next = entries.next(batch)) {
        settle(next, bulk.send(next), links, faults);
        progress.show(input.count, count());
      }
    } finally {
      progress.end();
    }
  }

  private void settle(
      List<Entry> entries,
      List<Bulk.Outcome> outcomes,
      @Nullable PrintWriter links,
      @Nullable PrintWriter faults) {
    for (var i = 0; i < entries.size(); i++) {
      switch (outcomes.get(i)) {
        case Bulk.Created(var link) -> keep(link, links);
        case Bulk.Refused(var sentence) -> fail(entries.get(i), sentence, faults);
      }
    }
  }

  private void keep(JsonNode link, @Nullable PrintWriter links) {
    created++;
    if (links != null) {
      var fields = List.of(link.path("url").asText(), link.path("shortUrl").asText());
      links.println(Csv.record(fields));
    }
  }

  private void fail(Entry entry, String sentence, @Nullable PrintWriter faults) {
    failed++;
    if (faults != null) {
      var fields = List.of(Long.toString(entry.number()), sentence, entry.text());
      faults.println(Csv.record(fields));
    } else if (failed <= SHOWN_FAILURES) {
      terminal.err().println("line " + entry.number() + ": " + sentence);
    }
  }

  private String summary(Duration took) {
    var hidden = failures == null ? Math.max(0, failed - SHOWN_FAILURES) : 0;
    return (hidden == 0 ? "" : "… and " + hidden + " more; --failures FILE keeps them all\n")
        + String.format(Locale.ROOT, "%s in %.1f s", count(), took.toMillis() / 1000.0);
  }

  private String count() {
    return String.format(Locale.ROOT, "%,d links, %,d failed", created, failed);
  }

  private String importName() {
    return name != null ? name : String.valueOf(Path.of(file).getFileName());
  }

  private Path path(String text) {
    return terminal.directory().resolve(text);
  }

  private InputStream open() throws IOException {
    try {
      return file.equals("-") ? terminal.in() : Files.newInputStream(path(file));
    } catch (NoSuchFileException e) {
      throw new Failure(Exit.USAGE, "There is no file " + file + ".");
    }
  }

  private static BufferedReader reader(InputStream input) {
    return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8), 1 << 17);
  }

  private @Nullable PrintWriter writer(@Nullable String target) throws IOException {
    if (target == null) {
      return null;
    }
    return target.equals("-")
        ? terminal.unclosableOut()
        : new PrintWriter(Files.newBufferedWriter(path(target)));
  }

  /** A stream that knows how much of it was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
