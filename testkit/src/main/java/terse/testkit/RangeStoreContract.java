package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;
import terse.link.LinkKey;

/** The contract of {@link RangeStore}. */
public abstract class RangeStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A client of the counters in a folder, empty at first; a second one sees what the first did. */
  protected abstract RangeStore open(Path folder);

  @Test
  void rangesFollowEachOtherFromZero() {
    RangeStore store = open(folder);
    assertThat(store.mark(1, 1)).isZero();
    assertThat(store.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(0, 10));
    assertThat(store.lease(1, 1, 5)).isEqualTo(new RangeStore.Range(10, 15));
    assertThat(store.mark(1, 1)).isEqualTo(15);
  }

  @Test
  void countersOfDomainsAndEpochsAreApart() {
    RangeStore store = open(folder);
    store.lease(1, 1, 10);
    assertThat(store.lease(2, 1, 1).from()).isZero();
    assertThat(store.lease(1, 2, 1).from()).isZero();
    assertThat(store.lease(1, LinkKey.NAMED, 1).from()).isZero();
    assertThat(store.mark(1, 1)).isEqualTo(10);
  }

  @Test
  void rangeOfNothingIsRefused() {
    RangeStore store = open(folder);
    assertThatThrownBy(() -> store.lease(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.lease(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.mark(1, 1)).isZero();
  }

  @Test
  void greatRangesAreGranted() {
    RangeStore store = open(folder);
    store.lease(1, 1, 1L << 47);
    assertThat(store.lease(1, 1, 1).from()).isEqualTo(1L << 47);
  }

  @Test
  void whatWasGrantedIsGrantedForEveryClientAndForGood() {
    RangeStore first = open(folder);
    RangeStore second = open(folder);
    assertThat(first.lease(1, 1, 10).to()).isEqualTo(10);
    assertThat(second.mark(1, 1)).isEqualTo(10);
    assertThat(second.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(10, 20));
    assertThat(first.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(20, 30));
    assertThat(open(folder).mark(1, 1)).isEqualTo(30);
  }

  @Test
  void raisedCounterGrantsNothingBelowItsMark() {
    RangeStore store = open(folder);
    store.raise(1, 1, 1_000);
    assertThat(store.mark(1, 1)).isEqualTo(1_000);
    assertThat(store.lease(1, 1, 10)).isEqualTo(new RangeStore.Range(1_000, 1_010));
    store.raise(1, 1, 2_000);
    assertThat(open(folder).lease(1, 1, 1).from()).isEqualTo(2_000);
    assertThat(store.mark(2, 1)).isZero();
  }

  @Test
  void counterIsNeverLowered() {
    RangeStore store = open(folder);
    store.raise(1, 1, 0);
    assertThat(store.mark(1, 1)).isZero();
    store.lease(1, 1, 100);
    store.raise(1, 1, 50);
    store.raise(1, 1, 100);
    assertThat(store.mark(1, 1)).isEqualTo(100);
    assertThat(store.lease(1, 1, 1).from()).isEqualTo(100);
  }

  @Test
  void leasesThatRaceWithRaisesStayApart() {
    RangeStore store = open(folder);
    List<RangeStore.Range> ranges =
        Crowd.of(
            16,
            i -> {
              store.raise(1, 1, 10L * i);
              return store.lease(1, 1, 5);
            });
    assertThat(ranges.stream().flatMapToLong(r -> LongStream.range(r.from(), r.to())).boxed())
        .doesNotHaveDuplicates()
        .allMatch(value -> value < store.mark(1, 1));
  }

  @Test
  void manyAtOnceNeverShareAValue() {
    RangeStore store = open(folder);
    RangeStore other = open(folder);
    List<RangeStore.Range> ranges =
        Crowd.of(64, i -> (i % 2 == 0 ? store : other).lease(1, 1, 1 + i % 7));
    assertThat(ranges).extracting(RangeStore.Range::size).contains(1L, 7L);
    assertThat(ranges.stream().flatMapToLong(r -> LongStream.range(r.from(), r.to())).boxed())
        .doesNotHaveDuplicates()
        .hasSize((int) store.mark(1, 1));
  }

  @Test
  void sealedCounterGrantsNothingMore() {
    RangeStore store = open(folder);
    store.lease(1, 1, 10);
    assertThat(store.seal(1, 1)).isEqualTo(10);
    assertThatThrownBy(() -> store.lease(1, 1, 1))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
    assertThat(store.seal(1, 1)).isEqualTo(10).isEqualTo(store.mark(1, 1));
    assertThat(store.lease(1, 2, 1).from()).isZero();
  }

  @Test
  void counterCanBeSealedBeforeItBegins() {
    RangeStore store = open(folder);
    assertThat(store.seal(1, 1)).isZero();
    assertThatThrownBy(() -> store.lease(1, 1, 1)).isInstanceOf(TerseException.class);
    assertThat(store.mark(1, 1)).isZero();
  }

  @Test
  void whatASealSaysIsFinal() {
    RangeStore store = open(folder);
    List<Long> marks =
        Crowd.of(
            64,
            i -> {
              try {
                return i == 40 ? store.seal(1, 1) : -store.lease(1, 1, 1 + i % 7).to();
              } catch (TerseException sealed) {
                return 0L;
              }
            });
    assertThat(marks).contains(store.mark(1, 1));
    assertThat(marks.stream().filter(mark -> mark < 0)).allMatch(to -> -to <= store.mark(1, 1));
  }
}
