package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.memory.MemoryWorkerLeases;
import terse.seed.Seeds;

class SnowflakeSourceTest {
  private final SteeredNode[] time = new SteeredNode[1];
  private final MemoryWorkerLeases leases = new MemoryWorkerLeases(() -> time[0].clock.instant());
  private final SteeredNode node = new SteeredNode(leases);

  SnowflakeSourceTest() {
    time[0] = node;
  }

  @Test
  void idsCarryTimeAndLeasedNumberAndRise() {
    Snowflake first = node.next();
    Snowflake second = node.next();
    node.pass(Duration.ofMillis(5));
    Snowflake third = node.next();

    assertThat(first.datacenter()).isEqualTo(3);
    assertThat(first.worker()).isZero();
    assertThat(SteeredNode.since(first)).isZero();
    assertThat(second).isEqualTo(new Snowflake(first.millis(), 3, 0, 1));
    assertThat(third).isEqualTo(new Snowflake(first.millis() + 5, 3, 0, 0));
  }

  @Test
  void after4096InOneMillisecondTimeIsBorrowedWithoutWaiting() {
    long[] ids = take(4_097);
    assertThat(SteeredNode.since(Snowflake.of(ids[4_095]))).isZero();
    assertThat(SteeredNode.since(Snowflake.of(ids[4_096]))).isEqualTo(1);
    assertThat(node.paused).hasValue(0);
  }

  @Test
  void borrowingIsBoundedThenPausesThenRefuses() {
    long[] ids = take(1_001 * 4_096);
    assertThat(SteeredNode.since(Snowflake.of(ids[ids.length - 1]))).isEqualTo(1_000);
    assertThat(node.paused).hasValue(0);

    assertRefused(Fault.OVERLOADED, node::next);
    assertThat(Duration.ofNanos(node.paused.get())).isEqualTo(Duration.ofMillis(50));
    node.pass(Duration.ofMillis(1));
    assertThat(SteeredNode.since(node.next())).isEqualTo(1_001);
    assertRising(ids);
  }

  @Test
  void stepsBackUpToHalfASecondGoUnnoticed() {
    for (long back : new long[] {1, 2, 100, 499, 500}) {
      node.pass(Duration.ofSeconds(2));
      Snowflake before = node.next();
      node.step(Duration.ofMillis(-back));
      long[] ids = take(10_000);
      assertThat(ids[0]).isEqualTo(before.id() + 1);
      assertRising(ids);
    }
  }

  /** Both at once: a burst has borrowed all it may, and then the clock goes back. */
  @Test
  void stepBackDuringABurstGoesUnnoticed() {
    long[] burst = take(500 * 4_096);
    node.step(Duration.ofMillis(-500));
    assertThat(node.next().id()).isGreaterThan(burst[burst.length - 1]);
  }

  @Test
  void largerStepsBackAreRefusedUntilTheClockHasCaughtUp() {
    Snowflake before = node.next();
    for (Duration back : new Duration[] {Duration.ofMillis(501), Duration.ofHours(1)}) {
      node.step(back.negated());
      assertRefused(Fault.CLOCK_BEHIND, node::next);
      node.step(back.minusMillis(501));
      assertRefused(Fault.CLOCK_BEHIND, node::next);
      node.step(Duration.ofMillis(501));
    }
    assertThat(node.next().id()).isGreaterThan(before.id());
  }

  @Test
  void refusalSaysHowFarTheClockIsBehind() {
    node.next();
    node.step(Duration.ofHours(-1));
    assertThatThrownBy(node::next)
        .hasMessageContaining("3,600,000 ms behind")
        .hasMessageContaining("Nothing was created");
  }

  @Test
  void jumpOfAYearAheadIsFollowedAndItsCorrectionRefused() {
    Snowflake before = node.next();
    node.step(Duration.ofDays(365));
    Snowflake ahead = node.next();
    assertThat(ahead.id()).isGreaterThan(before.id());
    assertThat(Duration.ofMillis(SteeredNode.since(ahead))).isEqualTo(Duration.ofDays(365));
    node.step(Duration.ofDays(-365));
    assertRefused(Fault.CLOCK_BEHIND, node::next);
  }

  @Test
  void frozenClockLastsForTheBoundAndRepeatsNothing() {
    assertRising(take(1_001 * 4_096));
    assertRefused(Fault.OVERLOADED, node::next);
  }

  @Test
  void clockOutsideTheFormatIsRefused() {
    node.step(Duration.ofDays(-365 * 20));
    assertRefused(Fault.CLOCK_BEHIND, node::next);
    node.step(Duration.ofDays(365 * 100));
    assertRefused(Fault.CLOCK_BEHIND, node::next);
  }

  /** The number the killed node held is out of reach, and no number has a past to repeat. */
  @Test
  void restartAfterAStepBackMintsAtOnceUnderAnotherNumber() {
    Snowflake before = node.next();
    SteeredNode again = restarted(Duration.ofHours(-1));
    Snowflake after = again.next();
    assertThat(after.worker()).isNotEqualTo(before.worker());
  }

  @Test
  void restartAfterAStepBackRefusesIfEveryNumberHasStampedLater() {
    for (int i = 0; i < WorkerLeases.WORKERS; i++) {
      SteeredNode earlier = restarted(Duration.ZERO);
      earlier.next();
      earlier.seat.release(earlier.ids.end());
    }
    SteeredNode again = restarted(Duration.ofHours(-1));
    assertRefused(Fault.CLOCK_BEHIND, again::next);
    again.step(Duration.ofHours(1));
    assertThat(SteeredNode.since(again.next())).isEqualTo(1);
  }

  @Test
  void cleanRestartBeginsRightAfterWhatWasUsed() {
    long[] ids = take(10 * 4_096);
    node.seat.release(node.ids.end());
    for (int i = 1; i < WorkerLeases.WORKERS; i++) {
      var _ = leases.take(3, "other", SteeredNode.TERM, SteeredNode.START).orElseThrow();
    }
    Snowflake after = restarted(Duration.ZERO).next();
    assertThat(after.worker()).isZero();
    assertThat(after.millis()).isEqualTo(Snowflake.of(ids[ids.length - 1]).millis() + 1);
  }

  @Test
  void nodePausedPastItsLeaseAsksBeforeItMints() {
    Snowflake before = node.next();
    node.pass(SteeredNode.TERM);
    for (int i = 0; i < WorkerLeases.WORKERS; i++) {
      var _ = leases.take(3, "other", SteeredNode.TERM, node.millis.get()).orElseThrow();
    }
    assertRefused(Fault.NO_WORKER, node::next);
    node.pass(SteeredNode.TERM);
    Snowflake after = node.next();
    assertThat(after.id()).isGreaterThan(before.id());
  }

  @Test
  void pausedNodeWhoseNumberNobodyTookGoesOnWithIt() {
    Snowflake before = node.next();
    node.pass(SteeredNode.TERM.multipliedBy(10));
    assertThat(node.next().worker()).isEqualTo(before.worker());
  }

  @Test
  void keptLeaseNeedsNoStoreForATerm() {
    SteeredLeases steered = new SteeredLeases(leases);
    SteeredNode other = new SteeredNode(steered);
    other.next();
    other.seat.keep();
    steered.down = true;
    other.pass(SteeredNode.TERM.minusMillis(1));
    other.next();
    other.pass(Duration.ofMillis(1));
    assertRefused(Fault.STORE_UNAVAILABLE, other::next);
    steered.down = false;
    other.next();
  }

  @Test
  void stoppedNodeMintsNoMore() {
    node.next();
    node.seat.release(node.ids.end());
    assertRefused(Fault.NO_WORKER, node::next);
    assertThat(node.ids.end()).isZero();
  }

  @Test
  void sixtyFourThreadsUnderAWanderingClockNeverShareAnId() {
    AtomicLong passed = new AtomicLong();
    Seeds.check(
        1,
        random ->
            assertUnique(
                Threads.mint(
                    64,
                    20_000,
                    node.ids::next,
                    () ->
                        node.millis.set(
                            SteeredNode.START + passed.addAndGet(3) - random.nextInt(300)))));
  }

  private SteeredNode restarted(Duration step) {
    SteeredNode again = new SteeredNode(leases);
    again.millis.set(node.millis.get() + step.toMillis());
    time[0] = again;
    return again;
  }

  private long[] take(int count) {
    return LongStream.generate(node.ids::next).limit(count).toArray();
  }

  private static void assertRising(long[] ids) {
    for (int i = 1; i < ids.length; i++) {
      assertThat(ids[i] > ids[i - 1]).as("id " + i).isTrue();
    }
  }

  private static void assertUnique(long[] ids) {
    Arrays.sort(ids);
    assertRising(ids);
  }

  private static void assertRefused(Fault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).as(e.detail()).isEqualTo(fault));
  }
}
