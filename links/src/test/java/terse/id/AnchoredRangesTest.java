package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import terse.fault.TerseException;
import terse.memory.MemoryRangeStore;

class AnchoredRangesTest {
  private final SteeredRangeStore arbiter = new SteeredRangeStore();
  private final MemoryRangeStore store = new MemoryRangeStore();
  private final RangeStore ranges = new AnchoredRanges(arbiter, store);

  @Test
  void storeKnowsARangeBeforeItIsUsedAndWhileTheArbiterIsAway() {
    RangeStore.Range range = ranges.lease(1, 1, 10);
    assertThat(store.mark(1, 1)).isEqualTo(range.to());
    arbiter.down = true;
    assertThat(ranges.mark(1, 1)).isEqualTo(range.to());
  }

  @Test
  void newArbiterGrantsNothingThatTheStoreHasGivenOut() {
    store.lease(1, 1, 5_000);
    assertThat(ranges.lease(1, 1, 10).from()).isEqualTo(5_000);
  }

  @Test
  void arbiterThatLostItsMemoryIsRaisedAboveWhatWasGranted() {
    ranges.lease(1, 1, 10);
    RangeStore.Range other = new AnchoredRanges(arbiter, store).lease(1, 1, 1_000);
    arbiter.forgetAll();
    assertThat(ranges.lease(1, 1, 10).from()).isEqualTo(other.to());
  }

  @Test
  void storeThatTakesOverGoesOnWhereTheArbiterCame() {
    ranges.lease(1, 1, 10);
    assertThat(store.lease(1, 1, 1).from()).isEqualTo(10);
  }

  @Test
  void sealedCounterIsSealedInBoth() {
    ranges.lease(1, 1, 10);
    assertThat(ranges.seal(1, 1)).isEqualTo(10);
    assertThatThrownBy(() -> ranges.lease(1, 1, 1)).isInstanceOf(TerseException.class);
    assertThatThrownBy(() -> store.lease(1, 1, 1)).isInstanceOf(TerseException.class);
  }
}
