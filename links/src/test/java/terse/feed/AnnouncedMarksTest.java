package terse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import terse.feed.FeedFixture.TestNode;
import terse.link.FeedEntry;
import terse.link.LinkKey;

/** Until when the numbers of a range that was granted are not handed out. */
class AnnouncedMarksTest {
  private final FeedFixture fixture = new FeedFixture();
  private final TestNode a = fixture.node("a");
  private final List<Long> recorded = new ArrayList<>();
  private final AnnouncedMarks marks =
      new AnnouncedMarks(fixture.grants, a.feed, (_, _, mark) -> recorded.add(mark));

  AnnouncedMarksTest() {
    fixture.grants.begin(0, 1, 7, List.of());
  }

  @Test
  void numbersAreHandedOutOnceEveryLiveNodeKnowsTheirMark() {
    TestNode b = fixture.node("b");
    a.feed.round();
    CompletableFuture<Void> raised = CompletableFuture.runAsync(() -> marks.raise(1, 1, 100));
    while (!a.feed.isAwaited()) {
      assertThat(raised).as("nobody was waited for").isNotDone();
      Thread.onSpinWait();
    }
    a.feed.round();
    assertThat(raised).isNotDone();
    b.feed.round();
    a.feed.round();
    raised.join();
    assertThat(recorded).containsExactly(100L);
    assertThat(b.told).contains(new FeedEntry.Granted(2, 1, 1, 100));
  }

  /** They appear in no code, and no node takes them for never issued. */
  @Test
  void numbersOfNamedLinksWaitForNobody() {
    fixture.node("b");
    marks.raise(1, LinkKey.NAMED, 100);
    assertThat(recorded).isEmpty();
  }
}
