package terse.click;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What user agent headers tell, by ua-parser's rules. That takes hundreds of regular expressions,
 * so results are remembered, in a bounded way, and so is the work bounded that one header can make:
 * whoever sends one made to be slow has neither browser nor system.
 */
final class UserAgents {
  /** Longer headers are cut, since the time some rules take grows with the square of the length. */
  private static final int LIMIT = 256;

  /** Characters looked at for one header; browsers take a small part of it. */
  static final int MOST_LOOKS = 400_000;

  private static final int REMEMBERED = 10_000;

  private final CompletableFuture<FamilyRules> rules = new CompletableFuture<>();
  private final Recent<String, Parsed> recent = new Recent<>(REMEMBERED);

  UserAgents() {
    var loading = new Thread(this::load, "user-agent-rules");
    loading.setDaemon(true);
    loading.start();
  }

  /**
   * A parsed header.
   *
   * @param looks how many characters of the header were looked at, each time counting
   */
  record Parsed(Agent agent, boolean bot, int looks) {}

  private void load() {
    try {
      rules.complete(FamilyRules.load());
    } catch (RuntimeException | Error e) {
      rules.completeExceptionally(e);
      throw e;
    }
  }

  Parsed of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return new Parsed(Agent.UNKNOWN, true, 0);
    }
    return recent.get(header.substring(0, Math.min(header.length(), LIMIT)), this::parse);
  }

  private Parsed parse(String header) {
    var text = new MeteredText(header, MOST_LOOKS);
    boolean marked = BotMarkers.in(header);
    FamilyRules known = rules.join();
    try {
      String os = family(known.system(text));
      String browser = family(known.browser(text));
      boolean bot = marked || known.spider(text);
      return new Parsed(new Agent(DeviceClass.of(header, os), browser, os), bot, text.looks());
    } catch (MeteredText.SpentException hostile) {
      Agent unknown = new Agent(DeviceClass.of(header, null), null, null);
      return new Parsed(unknown, marked, text.looks());
    }
  }

  private static @Nullable String family(@Nullable String name) {
    return name == null || name.equals("Other") ? null : Text.clean(name);
  }
}
