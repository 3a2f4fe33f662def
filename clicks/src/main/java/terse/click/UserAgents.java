package terse.click;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What user agent headers tell, by ua-parser's rules. Parsing takes hundreds of regular
 * expressions, so results are remembered, in a bounded way.
 */
final class UserAgents {
  /** Longer headers are cut, since the time some rules take grows with the square of the length. */
  private static final int LIMIT = 256;

  private static final int REMEMBERED = 10_000;

  private final CompletableFuture<Parser> parser = new CompletableFuture<>();
  private final Recent<String, Parsed> recent = new Recent<>(REMEMBERED);

  UserAgents() {
    var loading = new Thread(this::load, "user-agent-rules");
    loading.setDaemon(true);
    loading.start();
  }

  /** A parsed header. */
  record Parsed(Agent agent, boolean bot) {}

  private void load() {
    try {
      parser.complete(new Parser());
    } catch (RuntimeException | Error e) {
      parser.completeExceptionally(e);
      throw e;
    }
  }

  Parsed of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return new Parsed(Agent.UNKNOWN, true);
    }
    return recent.get(header.substring(0, Math.min(header.length(), LIMIT)), this::parse);
  }

  private Parsed parse(String header) {
    Client client = parser.join().parse(header);
    boolean bot = client.device.family.equals("Spider") || BotMarkers.in(header);
    String os = family(client.os.family);
    return new Parsed(
        new Agent(DeviceClass.of(header, os), family(client.userAgent.family), os), bot);
  }

  private static @Nullable String family(@Nullable String name) {
    return name == null || name.equals("Other") ? null : Text.clean(name);
  }
}
