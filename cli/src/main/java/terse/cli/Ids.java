package terse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import terse.code.Alphabet;
import terse.id.ReadId;

/** {@code terse id}: what ids say, which needs no server. */
@Command(
    name = "id",
    description = "Takes ids apart.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = Ids.Decode.class)
final class Ids {

  /** {@code terse id decode}. */
  @Command(
      name = "decode",
      description = {
        "Says when and where an id was made: a Snowflake, a hybrid logical time, a ULID or a UUID.",
        "Ids that do not carry it, such as random codes and permuted counters, are not told apart"
            + " from those by this: they say nothing."
      },
      mixinStandardHelpOptions = true)
  static final class Decode implements Runnable {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The id, as a code or in digits.")
    private String id = "";

    @Option(
        names = "--alphabet",
        paramLabel = "SYMBOLS",
        description = "The symbols of the domain's codes; base 62 if absent.")
    private String alphabet = Alphabet.BASE62.toString();

    @Option(names = "--json", description = "Print the parts as JSON.")
    private boolean json;

    Decode(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      var parts = parts(ReadId.of(id, symbols()).orElseThrow(this::noId));
      if (json) {
        terminal.out().println(Json.pretty(parts));
      } else {
        parts
            .properties()
            .forEach(
                part ->
                    terminal.out().printf("%-11s %s%n", part.getKey(), part.getValue().asText()));
      }
    }

    private Alphabet symbols() {
      try {
        return Alphabet.of(alphabet);
      } catch (IllegalArgumentException e) {
        throw new Failure(Exit.USAGE, "That is no alphabet: " + e.getMessage() + ".");
      }
    }

    private Failure noId() {
      return new Failure(
          Exit.USAGE, "“" + id + "” is no id: no Snowflake, hybrid logical time, ULID or UUID.");
    }

    private static ObjectNode parts(ReadId id) {
      return switch (id) {
        case ReadId.OfSnowflake snowflake ->
            made("snowflake", snowflake.parts().instant())
                .put("datacenter", snowflake.parts().datacenter())
                .put("worker", snowflake.parts().worker())
                .put("sequence", snowflake.parts().sequence())
                .put("number", "" + snowflake.parts().id());
        case ReadId.OfHybrid hybrid ->
            made("hlc", hybrid.parts().instant())
                .put("count", hybrid.parts().count())
                .put("datacenter", hybrid.parts().number() / 32)
                .put("worker", hybrid.parts().number() % 32);
        case ReadId.OfUlid ulid ->
            made("ulid", ulid.instant()).put("randomness", ulid.randomness());
        case ReadId.OfTimedUuid uuid -> made("uuidv7", uuid.instant());
        case ReadId.OfUuid uuid -> Json.object().put("kind", "uuidv" + uuid.version());
      };
    }

    private static ObjectNode made(String kind, Instant at) {
      return Json.object().put("kind", kind).put("madeAt", "" + at);
    }
  }
}
