package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.memory.MemoryWorkerLeases;
import terse.seed.Seeds;

class HybridSourceTest {
  private final SteeredNode[] time = new SteeredNode[1];
  private final MemoryWorkerLeases leases = new MemoryWorkerLeases(() -> time[0].clock.instant());
  private final SteeredNode node = new SteeredNode(leases);

  HybridSourceTest() {
    time[0] = node;
  }

  @Test
  void stampsFollowTheClockAndCountWithinAMillisecond() {
    assertThat(node.hybrid.next()).isEqualTo(new HybridStamp(SteeredNode.START, 0, 96));
    assertThat(node.hybrid.next()).isEqualTo(new HybridStamp(SteeredNode.START, 1, 96));
    node.pass(Duration.ofMillis(1));
    assertThat(node.hybrid.next()).isEqualTo(new HybridStamp(SteeredNode.START + 1, 0, 96));
  }

  @Test
  void noStepOfTheClockStopsIt() {
    HybridStamp last = node.hybrid.next();
    for (Duration step :
        new Duration[] {
          Duration.ofMillis(-1), Duration.ofHours(-1), Duration.ofDays(365), Duration.ofDays(-365)
        }) {
      node.step(step);
      HybridStamp next = node.hybrid.next();
      assertThat(next.time()).isGreaterThan(last.time());
      last = next;
    }
  }

  @Test
  void countThatRunsOverCarriesIntoTheMillisecond() {
    HybridStamp last = Stream.generate(node.hybrid::next).skip(65_536).findFirst().orElseThrow();
    assertThat(last).isEqualTo(new HybridStamp(SteeredNode.START + 1, 0, 96));
  }

  /** If one event led to another, its stamp is the smaller, whatever the clocks say. */
  @Test
  void whatWasHeardOfSortsBefore() {
    SteeredNode behind = new SteeredNode(leases);
    behind.step(Duration.ofMillis(-400));
    HybridStamp cause = node.hybrid.next();
    assertThat(behind.hybrid.observe(cause)).isTrue();
    HybridStamp effect = behind.hybrid.next();
    assertThat(effect.time()).isGreaterThan(cause.time());
    assertThat(effect.number()).isNotEqualTo(cause.number());
  }

  @Test
  void stampFromTheFarFutureIsNotFollowed() {
    HybridStamp mad = new HybridStamp(SteeredNode.START + 501, 0, 5);
    assertThat(node.hybrid.observe(mad)).isFalse();
    assertThat(node.hybrid.next().millis()).isEqualTo(SteeredNode.START);
  }

  @Test
  void restartAfterAStepBackGoesOnAfterWhatWasStamped() {
    HybridStamp before = node.hybrid.next();
    node.seat.release(node.hybrid.end());
    for (int i = 1; i < WorkerLeases.WORKERS; i++) {
      var _ = leases.take(3, "other", SteeredNode.TERM, SteeredNode.START).orElseThrow();
    }
    SteeredNode again = new SteeredNode(leases);
    again.step(Duration.ofHours(-1));
    HybridStamp after = again.hybrid.next();
    assertThat(after.number()).isEqualTo(before.number());
    assertThat(after.time()).isGreaterThan(before.time());
  }

  @Test
  void pausedPastItsLeaseItAsksFirst() {
    node.hybrid.next();
    node.pass(SteeredNode.TERM);
    for (int i = 0; i < WorkerLeases.WORKERS; i++) {
      var _ = leases.take(3, "other", SteeredNode.TERM, node.millis.get()).orElseThrow();
    }
    assertThatThrownBy(node.hybrid::next)
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NO_WORKER));
  }

  @Test
  void stoppedItMintsNoMore() {
    node.hybrid.next();
    assertThat(node.hybrid.end()).isEqualTo(SteeredNode.START);
    assertThatThrownBy(node.hybrid::next).isInstanceOf(TerseException.class);
  }

  @Test
  void sixtyFourThreadsUnderAWildClockNeverShareAStamp() {
    Seeds.check(
        1,
        random -> {
          long[] times =
              Threads.mint(
                  64,
                  20_000,
                  () -> node.hybrid.next().time(),
                  () -> node.millis.addAndGet(random.nextInt(-100_000, 100_000)));
          assertThat(Arrays.stream(times).distinct()).hasSize(times.length);
        });
  }

  @Test
  void textIsTakenApartAgainAndSortsByTime() {
    Seeds.check(
        1_000,
        random -> {
          HybridStamp stamp =
              HybridStamp.of(random.nextLong() & Long.MAX_VALUE, random.nextInt(1_024));
          assertThat(HybridStamp.read(stamp.text(Alphabet.BASE62), Alphabet.BASE62))
              .contains(stamp);
        });
    String first = node.hybrid.next().text(Alphabet.BASE62);
    assertThat(first).hasSize(12).isLessThan(node.hybrid.next().text(Alphabet.BASE62));
    assertThat(HybridStamp.read("!", Alphabet.BASE62)).isEmpty();
    assertThat(HybridStamp.read("00zz", Alphabet.BASE62)).isEmpty();
  }

  @Test
  void whatIsNoStampIsRefused() {
    assertThatThrownBy(() -> new HybridStamp(1L << 47, 0, 0)).hasMessageContaining("no hybrid");
    assertThatThrownBy(() -> new HybridStamp(0, 65_536, 0)).hasMessageContaining("no hybrid");
    assertThatThrownBy(() -> new HybridStamp(0, 0, 1_024)).hasMessageContaining("no hybrid");
  }
}
