package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked for most is in memory again after a restart. */
final class HotListTest {
  private final LinkTable links = new LinkTable();
  private final SteeredClock clock = new SteeredClock();

  private DecisionCache cache() {
    return new DecisionCache(1 << 20, links, Runnable::run, Lifetimes.STANDARD, clock);
  }

  private static CacheUpkeep upkeep(DecisionCache cache, Path file) {
    return new CacheUpkeep(cache, Freshness.ALWAYS, new HotList(file)).start();
  }

  @Test
  void whatWasAskedForMostIsLoadedAtTheNextStart(@TempDir Path folder) {
    Path file = folder.resolve("links.hot");
    DecisionCache before = cache();
    try (CacheUpkeep _ = upkeep(before, file)) {
      for (int i = 0; i < 5; i++) {
        links.add("code" + i, "https://example.org/");
        before.load(new DecisionKey(1, "code" + i)).join();
      }
    }
    DecisionCache after = cache();
    try (CacheUpkeep again = upkeep(after, file)) {
      Awaitility.await().until(() -> again.warmed() == 5);
      assertThat(after.peek(new DecisionKey(1, "code3"))).isNotNull();
    }
  }

  @Test
  void linesThatSayNothingAreSkipped(@TempDir Path folder) throws IOException {
    HotList list = new HotList(folder.resolve("links.hot"));
    assertThat(list.read()).isEmpty();
    Files.writeString(list.file(), "1 good\n\nx y\n 2\n3 \n99999999999 big\n-1 a\n2 also good\n");
    assertThat(list.read())
        .containsExactly(new DecisionKey(1, "good"), new DecisionKey(2, "also good"));
    Files.write(list.file(), new byte[] {'1', ' ', (byte) 0xff, (byte) 0xfe});
    assertThat(list.read()).isEmpty();
  }

  @Test
  void listIsBounded(@TempDir Path folder) throws IOException {
    HotList list = new HotList(folder.resolve("links.hot"));
    List<DecisionKey> keys = new ArrayList<>();
    for (int i = 0; i < 2 * HotList.MOST; i++) {
      keys.add(new DecisionKey(1, "code" + i));
    }
    list.write(keys);
    assertThat(list.read()).isEqualTo(keys.subList(0, HotList.MOST));
  }
}
