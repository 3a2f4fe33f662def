package terse.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.visit.VisitFixture.Node;

/** How nodes share the visits of a link; the clock is steered, and so is who dies. */
class VisitsTest {
  private final VisitFixture fixture = new VisitFixture();

  private void pass(Duration time, Node... nodes) {
    fixture.pass(time);
    for (Node node : nodes) {
      node.visits.tick();
    }
  }

  @Test
  void oneCallToTheStoreServesAllWhoWait() {
    fixture.limit(100);
    Node node = fixture.node();
    node.holdCalls();
    List<CompletableFuture<Verdict>> waiting =
        IntStream.range(0, 10).mapToObj(i -> node.await()).toList();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    node.runCalls();
    assertThat(waiting).allMatch(verdict -> verdict.join() == Verdict.TRY);
    assertThat(fixture.takes).isOne();
    assertThat(node.countAll()).isEqualTo(10);
  }

  @Test
  void hotLinkNeedsFewCalls() {
    fixture.limit(100_000);
    Node node = fixture.node();
    for (int answered = 0; answered < 50_000; ) {
      assertThat(node.await()).isCompletedWithValue(Verdict.TRY);
      answered += node.countAll();
    }
    assertThat(fixture.takes).isLessThan(25);
  }

  @Test
  void whatALeaseDidNotUseComesBackToTheStore() {
    fixture.limit(10);
    Node node = fixture.node();
    node.awaitAll(4);
    assertThat(node.count()).isTrue();
    assertThat(fixture.usage()).isEqualTo(new Usage(0, 4));
    pass(VisitSettings.STANDARD.lease(), node);
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 0));
    assertThat(node.count()).as("the block is over").isFalse();
  }

  @Test
  void blockThatIsSpentIsSettledAtOnce() {
    fixture.limit(1);
    Node node = fixture.node();
    var _ = node.await();
    assertThat(node.countAll()).isOne();
    pass(Duration.ofMillis(25), node);
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 0));
  }

  @Test
  void lastVisitsThatAnotherNodeHoldsAreWaitedForAndNotLost() {
    fixture.limit(2);
    Node holder = fixture.node();
    Node other = fixture.node();
    var _ = holder.await();
    assertThat(other.await()).isCompletedWithValue(Verdict.TRY);
    assertThat(other.countAll()).isOne();
    CompletableFuture<Verdict> late = other.await();
    assertThat(late).isNotDone();
    pass(VisitSettings.STANDARD.lease(), other);
    assertThat(late).isNotDone();
    pass(Duration.ofMillis(50), holder, other);
    assertThat(late).isCompletedWithValue(Verdict.TRY);
    assertThat(other.countAll()).isOne();
    CompletableFuture<Verdict> tooLate = holder.await();
    pass(Duration.ofMillis(50), other, holder);
    assertThat(tooLate).isCompletedWithValue(Verdict.USED_UP);
  }

  @Test
  void visitorIsToldToComeBackWhenAHolderKeepsTheLastForLong() {
    fixture.limit(1);
    var _ = fixture.node().await();
    Node other = fixture.node();
    CompletableFuture<Verdict> verdict = other.await();
    pass(VisitSettings.STANDARD.patience(), other);
    assertThat(verdict).isCompletedWithValue(Verdict.BUSY);
  }

  @Test
  void linkIsUsedUpForNowWhenTheHolderOfTheLastIsDead() {
    fixture.limit(1);
    Node dead = fixture.node();
    var _ = dead.await();
    fixture.pass(VisitSettings.STANDARD.forsaken().plusMillis(1));
    Node other = fixture.node();
    assertThat(other.await()).isCompletedWithValue(Verdict.USED_UP);
    fixture.restarted(dead).visits.tick();
    assertThat(other.await()).as("it came back").isCompletedWithValue(Verdict.TRY);
  }

  @Test
  void usedUpIsRememberedForAVersionAndAskedAnewForTheNext() {
    fixture.limit(1);
    Node node = fixture.node();
    var _ = node.await();
    node.countAll();
    pass(Duration.ofMillis(25), node);
    assertThat(node.await()).isCompletedWithValue(Verdict.USED_UP);
    int takes = fixture.takes;
    assertThat(node.await()).isCompletedWithValue(Verdict.USED_UP);
    assertThat(fixture.takes).isEqualTo(takes);
    fixture.relimit(2);
    assertThat(node.visits.await(VisitFixture.LINK, 2)).isCompletedWithValue(Verdict.TRY);
  }

  @Test
  void linkThatHasNoLimitAnyMoreIsLookedUpAgain() {
    fixture.limit(5);
    Node node = fixture.node();
    fixture.relimit(null);
    assertThat(node.await()).isCompletedWithValue(Verdict.STALE);
  }

  @Test
  void deadNodesBlockComesBackOnlyOnceItsTallyWasRead() {
    fixture.limit(10);
    Node node = fixture.node();
    node.awaitAll(5);
    node.count();
    node.count();
    fixture.pass(Duration.ofHours(1));
    fixture.node().visits.tick();
    assertThat(fixture.usage()).as("others do not take it").isEqualTo(new Usage(0, 5));
    fixture.restarted(node).visits.tick();
    assertThat(fixture.usage()).isEqualTo(new Usage(2, 0));
  }

  @Test
  void blockThatTheStoreGaveUnheardOfIsGivenBack() {
    fixture.limit(10);
    Node node = fixture.node();
    fixture.failAfterTake = Fault.OUTCOME_UNKNOWN;
    CompletableFuture<Verdict> verdict = node.await();
    assertThatThrownBy(verdict::join).hasCauseInstanceOf(TerseException.class);
    assertThat(fixture.usage()).isEqualTo(new Usage(0, 1));
    fixture.failAfterTake = null;
    pass(Duration.ofSeconds(1), node);
    assertThat(fixture.usage()).isEqualTo(new Usage(0, 0));
  }

  @Test
  void settlingIsTriedUntilTheStoreTakesIt() {
    fixture.limit(10);
    Node node = fixture.node();
    node.awaitAll(4);
    node.count();
    fixture.failSettle = Fault.STORE_UNAVAILABLE;
    pass(VisitSettings.STANDARD.lease(), node);
    fixture.failSettle = null;
    assertThat(fixture.usage()).isEqualTo(new Usage(0, 4));
    pass(Duration.ofMillis(25), node);
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 0));
  }

  @Test
  void storeThatFailsIsToldToAllWhoWait() {
    fixture.limit(10);
    Node node = fixture.node();
    fixture.failBeforeTake = Fault.STORE_UNAVAILABLE;
    assertThat(node.await()).isCompletedExceptionally();
    fixture.failBeforeTake = null;
    assertThat(node.await()).isCompletedWithValue(Verdict.TRY);
  }

  @Test
  void closedNodeHasGivenEverythingBack() {
    fixture.limit(10);
    Node node = fixture.node();
    node.awaitAll(4);
    node.count();
    node.visits.close();
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 0));
    assertThat(node.isForgotten()).isTrue();
    assertThat(node.await()).isCompletedWithValue(Verdict.BUSY);
  }

  @Test
  void oldBlockEndsAfterThoseOfTheVersionBefore() {
    fixture.limit(10);
    Node node = fixture.node();
    node.awaitAll(4);
    assertThat(node.visits.count(VisitFixture.LINK, 2)).isFalse();
  }

  /** Nodes come, answer, stand still, die and come back in an order drawn by lot. */
  @Test
  void limitIsExactInEveryOrder() {
    for (long seed = 1; seed <= 8; seed++) {
      new VisitsTest().assertLimitIsExact(seed);
    }
  }

  private void assertLimitIsExact(long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(400);
    fixture.limit(limit);
    List<Node> nodes = new ArrayList<>(List.of(fixture.node(), fixture.node(), fixture.node()));
    int answered = 0;
    int ends = 0;
    for (int step = 0; step < 20_000 && ends < 100; step++) {
      int which = random.nextInt(nodes.size());
      Node node = nodes.get(which);
      switch (random.nextInt(20)) {
        case 0 -> pass(Duration.ofMillis(random.nextInt(600)), node);
        case 1 -> pass(Duration.ofMillis(25), nodes.toArray(Node[]::new));
        case 2 -> {
          if (random.nextInt(50) == 0) {
            nodes.set(which, fixture.restarted(node));
          }
        }
        default -> {
          if (node.count()) {
            answered++;
          } else {
            ends += node.await().getNow(Verdict.BUSY) == Verdict.USED_UP ? 1 : 0;
          }
        }
      }
      assertThat(answered).isLessThanOrEqualTo(limit);
    }
    assertThat(answered).as("seed %d", seed).isEqualTo(limit);
    assertThat(fixture.usage()).isEqualTo(new Usage(limit, 0));
  }

  @Test
  void instantsOfBlocksAreThoseOfTheHoldersClock() {
    fixture.limit(5);
    Node node = fixture.node();
    Instant now = fixture.now();
    var _ = node.await();
    assertThat(fixture.blocks(node)).extracting(Block::takenAt).containsExactly(now);
  }
}
