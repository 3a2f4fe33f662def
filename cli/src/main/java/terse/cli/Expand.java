package terse.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terse expand}: prints where a short URL leads. */
@Command(
    name = "expand",
    description = "Prints where a short URL leads. Does not count as a click.",
    mixinStandardHelpOptions = true)
final class Expand implements Runnable {
  private final Terminal terminal;
  @Mixin private final Connection connection;

  @Parameters(paramLabel = "SHORTURL", description = "The short URL, its scheme may be left out.")
  private String shortUrl = "";

  @Option(names = "--json", description = "Print the whole link as JSON.")
  private boolean json;

  Expand(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
  }

  @Override
  public void run() {
    var link = connection.open().get("/expand", Map.of("shortUrl", shortUrl));
    terminal.out().println(json ? Json.pretty(link) : link.path("url").asText());
  }
}
