package terse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.FeedFixture.TestNode;
import terse.link.FeedEntry;

/** Until when a node may answer from memory, and when others may stop waiting for it. */
class FeedTest {
  private final FeedFixture fixture = new FeedFixture();

  private CompletableFuture<Void> awaiting(TestNode node, long position) {
    CompletableFuture<Void> waits =
        CompletableFuture.runAsync(() -> node.feed.awaitEveryone(position));
    while (!node.feed.isAwaited()) {
      Thread.onSpinWait();
    }
    return waits;
  }

  @Test
  void leaseCountsFromTheBeginningOfTheRound() {
    TestNode a = fixture.node("a");
    assertThat(a.standing()).isEqualTo(Standing.CURRENT);
    fixture.pass(999);
    assertThat(a.standing()).isEqualTo(Standing.CURRENT);
    fixture.pass(1);
    assertThat(a.standing()).isEqualTo(Standing.BEHIND);
    a.feed.round();
    assertThat(a.standing()).isEqualTo(Standing.CURRENT);
  }

  @Test
  void whatOthersDidIsToldOnceAndInOrder() {
    TestNode a = fixture.node("a");
    fixture.grants.begin(0, 1, 7, List.of());
    fixture.grants.grant(1, 1, 100);
    a.feed.round();
    a.feed.round();
    assertThat(a.told)
        .containsExactly(new FeedEntry.EpochBegun(1, 1, 7), new FeedEntry.Granted(2, 1, 1, 100));
    assertThat(a.feed.position()).isEqualTo(2);
  }

  /** It was away for so long that the store has forgotten what it missed. */
  @Test
  void nodeThatMissedEntriesStartsOver() {
    TestNode a = fixture.node("a");
    fixture.grants.prepareKeys();
    a.feed.round();
    for (int i = 0; i < 5; i++) {
      fixture.grants.prepareKeys();
    }
    a.forgottenBelow = 4;
    a.feed.round();
    assertThat(a.startedOver).isEqualTo(2);
    assertThat(a.feed.position()).isEqualTo(6);
    a.feed.round();
    assertThat(a.startedOver).isEqualTo(2);
  }

  @Test
  void nodeThatCannotReachTheStoreServesWhatItKnewForATime() {
    TestNode a = fixture.node("a");
    a.trouble = Fault.STORE_UNAVAILABLE;
    fixture.pass(500);
    assertThatThrownBy(a.feed::round).isInstanceOf(TerseException.class);
    assertThat(a.standing()).isEqualTo(Standing.CURRENT);
    fixture.pass(600);
    assertThat(a.standing())
        .as("one failure within the lease proves nothing")
        .isEqualTo(Standing.BEHIND);
    assertThatThrownBy(a.feed::round).isInstanceOf(TerseException.class);
    assertThat(a.standing()).isEqualTo(Standing.CUT_OFF);
    fixture.time.pass(FeedSettings.STANDARD.cutOffLimit());
    assertThat(a.standing()).isEqualTo(Standing.LOST);
    a.trouble = null;
    a.feed.round();
    assertThat(a.standing()).isEqualTo(Standing.CURRENT);
  }

  @Test
  void busyStoreIsNoReasonToServeWhatMayBeOld() {
    TestNode a = fixture.node("a");
    a.trouble = Fault.OVERLOADED;
    fixture.pass(2_000);
    assertThatThrownBy(a.feed::round).isInstanceOf(TerseException.class);
    assertThat(a.standing()).isEqualTo(Standing.BEHIND);
  }

  @Test
  void cutOffLimitOfZeroServesNothing() {
    TestNode a = fixture.new TestNode("a", FeedSettings.STANDARD.withCutOffLimit(Duration.ZERO));
    a.feed.round();
    a.trouble = Fault.STORE_UNAVAILABLE;
    fixture.pass(1_000);
    assertThatThrownBy(a.feed::round).isInstanceOf(TerseException.class);
    assertThat(a.standing()).isEqualTo(Standing.LOST);
  }

  @Test
  void liveNodeIsWaitedForUntilItKnows() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    CompletableFuture<Void> waits = awaiting(a, fixture.grants.prepareKeys());
    for (int i = 0; i < 20; i++) {
      a.feed.round();
      fixture.pass(100);
      fixture.nodes.beat("b", b.feed.position(), 0);
    }
    assertThat(waits).isNotDone();
    b.feed.round();
    a.feed.round();
    waits.join();
  }

  @Test
  void silentNodeIsWaitedForUntilItsLeaseRanOutAndNoLonger() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    a.feed.round();
    fixture.pass(900);
    a.feed.round();
    CompletableFuture<Void> waits = awaiting(a, fixture.grants.prepareKeys());
    a.feed.round();
    assertThat(b.standing()).isEqualTo(Standing.CURRENT);
    assertThat(waits).isNotDone();
    fixture.pass(101);
    a.feed.round();
    waits.join();
    assertThat(b.standing()).isEqualTo(Standing.BEHIND);
  }

  /** Its beat was under way for longer than a lease; it must not think that it was never away. */
  @Test
  void nodeThatWasGivenUpHoldsNoLeaseUntilItHasReadTheFeedAgain() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    a.feed.round();
    fixture.pass(1_001);
    a.feed.round();
    b.feed.round();
    assertThat(b.standing()).isEqualTo(Standing.BEHIND);
    assertThat(fixture.nodes.all()).extracting(NodeStore.Node::id).containsExactly("a");
    b.feed.round();
    assertThat(b.standing()).isEqualTo(Standing.CURRENT);
    assertThat(fixture.nodes.all()).extracting(NodeStore.Node::id).containsExactly("a", "b");
  }

  private static CompletableFuture<Boolean> everywhere(TestNode node, Duration wait) {
    return CompletableFuture.supplyAsync(() -> node.feed.awaitEverywhere(node::feedPosition, wait));
  }

  @Test
  void changeHasReachedEveryNodeOnceAllHaveConfirmed() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    fixture.grants.prepareKeys();
    CompletableFuture<Boolean> waits = everywhere(a, Duration.ofSeconds(30));
    while (!a.feed.isAwaited()) {
      Thread.onSpinWait();
    }
    a.feed.round();
    assertThat(waits).isNotDone();
    b.feed.round();
    a.feed.round();
    assertThat(waits.join()).isTrue();
  }

  @Test
  void waitThatIsShorterThanALeaseCanRunOut() {
    TestNode a = fixture.node("a");
    fixture.node("b");
    fixture.grants.prepareKeys();
    assertThat(everywhere(a, Duration.ofMillis(20)).join()).isFalse();
  }

  /** Nobody says anything any more; but no lease outlives its time. */
  @Test
  void changeHasReachedEveryNodeWhenALeaseHasPassed() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    a.trouble = Fault.STORE_UNAVAILABLE;
    CompletableFuture<Boolean> waits = everywhere(a, Duration.ofSeconds(1));
    while (!waits.isDone()) {
      assertThat(b.standing()).isNotNull();
      fixture.pass(1);
      Thread.onSpinWait();
    }
    assertThat(waits.join()).isTrue();
    assertThat(b.standing()).isEqualTo(Standing.BEHIND);
  }

  /** A node that has joined and not read yet knows nothing, however old its position looks. */
  @Test
  void nodeThatIsStartingIsWaitedFor() {
    TestNode a = fixture.node("a");
    fixture.nodes.join("b", "b");
    CompletableFuture<Void> waits = awaiting(a, 0);
    a.feed.round();
    assertThat(waits).isNotDone();
    fixture.nodes.beat("b", 0, 0);
    a.feed.round();
    waits.join();
  }

  @Test
  void nodeThatLeftIsNotWaitedFor() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    CompletableFuture<Void> waits = awaiting(a, fixture.grants.prepareKeys());
    a.feed.round();
    assertThat(waits).isNotDone();
    b.feed.close();
    a.feed.round();
    waits.join();
  }

  @Test
  void secretIsWaitedForByItsFingerprint() {
    TestNode a = fixture.node("a");
    TestNode b = fixture.node("b");
    a.keys = 5;
    b.keys = 6;
    CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> a.feed.awaitKeys(5));
    while (!a.feed.isAwaited()) {
      Thread.onSpinWait();
    }
    fixture.pass(300);
    b.feed.round();
    a.feed.round();
    assertThat(waits).isNotDone();
    b.keys = 5;
    fixture.pass(300);
    b.feed.round();
    a.feed.round();
    waits.join();
  }

  @Test
  void whoAsksGetsARoundThatBeganLater() throws Exception {
    TestNode a = fixture.new TestNode("a", FeedSettings.STANDARD);
    a.feed.start();
    long position = fixture.grants.prepareKeys();
    a.feed.catchUp().get(10, TimeUnit.SECONDS);
    assertThat(a.feed.position()).isGreaterThanOrEqualTo(position);
    a.feed.close();
    assertThat(a.feed.catchUp()).isCompletedExceptionally();
  }
}
