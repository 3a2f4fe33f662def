package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.id.RangeStore;
import terse.link.LinkKey;

/** The contract of {@link RangeStore}. */
public abstract class RangeStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A new, empty store. */
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
  void manyAtOnceNeverShareAValue() {
    RangeStore store = open(folder);
    List<RangeStore.Range> ranges = Crowd.of(64, i -> store.lease(1, 1, 1 + i % 7));
    assertThat(ranges.stream().flatMapToLong(r -> LongStream.range(r.from(), r.to())).boxed())
        .doesNotHaveDuplicates()
        .hasSize((int) store.mark(1, 1));
  }
}
