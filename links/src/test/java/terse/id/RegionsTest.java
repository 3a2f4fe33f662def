package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import terse.memory.MemoryRangeStore;

class RegionsTest {
  private final RangeStore second = new RegionalRanges(new MemoryRangeStore(), new Region(1, 3));

  @Test
  void regionsShareOutAllNumbersAndNeverOne() {
    long[] minted =
        IntStream.range(0, 3)
            .mapToObj(
                index -> {
                  RangeStore own = new RegionalRanges(new MemoryRangeStore(), new Region(index, 3));
                  IdSource source =
                      new IdSource(
                          own,
                          new GrantedMarks(),
                          Runnable::run,
                          java.time.Instant::now,
                          new IdSource.Bounds(7, 50));
                  return source.take(1, 1, 1_000);
                })
            .flatMapToLong(Arrays::stream)
            .sorted()
            .toArray();
    assertThat(minted).isEqualTo(LongStream.range(0, 3_000).toArray());
  }

  @Test
  void markIsOnePastTheLastNumberOfTheRegion() {
    assertThat(second.mark(1, 1)).isZero();
    assertThat(second.lease(1, 1, 4)).isEqualTo(new RangeStore.Range(1, 11, 3));
    assertThat(second.mark(1, 1)).isEqualTo(11);
    assertThat(second.seal(1, 1)).isEqualTo(11);
  }

  @Test
  void raisedRegionGrantsNothingBelowTheMark() {
    for (long mark = 0; mark < 20; mark++) {
      RangeStore own = new RegionalRanges(new MemoryRangeStore(), new Region(1, 3));
      own.raise(1, 1, mark);
      long first = own.lease(1, 1, 1).from();
      assertThat(first).isBetween(mark, mark + 3);
      assertThat(first % 3).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoRegionIsRefused() {
    assertThatThrownBy(() -> new Region(2, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Region(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Region(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
