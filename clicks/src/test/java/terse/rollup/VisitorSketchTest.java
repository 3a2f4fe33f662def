package terse.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VisitorSketchTest {
  private static VisitorSketch of(LongStream visitors) {
    var sketch = new VisitorSketch();
    visitors.forEach(visitor -> sketch.add(visitor, 1));
    return sketch;
  }

  @Test
  void fewAreCountedExactlyAndOnce() {
    for (int n : new int[] {0, 1, 5, VisitorSketch.EXACT}) {
      var sketch = of(LongStream.range(0, 2L * n).map(i -> 1 + i / 2));
      assertThat(sketch.count()).isEqualTo(n);
    }
  }

  @Test
  void manyAreEstimatedWithinThreeStandardErrors() {
    for (int n : new int[] {129, 1_000, 30_000, 1_000_000}) {
      double tolerated = Math.max(3, 3 * VisitorSketch.STANDARD_ERROR * n);
      assertThat((double) of(LongStream.rangeClosed(1, n)).count()).isCloseTo(n, within(tolerated));
    }
  }

  @Test
  void nobodyIsNotCounted() {
    assertThat(of(LongStream.of(0, 0)).count()).isZero();
  }

  @Test
  void theSameHashInTwoPeriodsIsTwoVisitors() {
    var sketch = new VisitorSketch();
    sketch.add(7, 1);
    sketch.add(7, 2);
    assertThat(sketch.count()).isEqualTo(2);
  }

  @Test
  void orderAndGroupingChangeNoBit() {
    var random = new Random(11);
    for (int n : new int[] {3, 100, 127, 128, 129, 200, 2_000, 20_000}) {
      List<Long> visitors = new ArrayList<>(random.longs(n).boxed().toList());
      byte[] expected = of(visitors.stream().mapToLong(v -> v)).toBytes();
      for (int round = 0; round < 5; round++) {
        Collections.shuffle(visitors, random);
        List<VisitorSketch> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          int first = random.nextInt(n);
          parts.add(of(visitors.subList(first, n).stream().mapToLong(v -> v)));
        }
        parts.add(of(visitors.stream().mapToLong(v -> v).limit(n / 2)));
        parts.add(of(visitors.stream().mapToLong(v -> v).skip(n / 2)));
        Collections.shuffle(parts, random);
        var merged = new VisitorSketch();
        parts.forEach(part -> merged.merge(VisitorSketch.of(part.toBytes())));
        assertThat(merged.toBytes()).isEqualTo(expected);
      }
    }
  }

  @Test
  void theWrittenFormIsShortWhileVisitorsAreFew() {
    assertThat(of(LongStream.empty()).toBytes()).hasSize(1);
    assertThat(of(LongStream.of(9)).toBytes()).hasSize(9);
    assertThat(of(LongStream.range(1, 500)).toBytes()).hasSizeLessThan(1_600);
    assertThat(of(LongStream.range(1, 500_000)).toBytes()).hasSize(1 + 8_192);
  }

  @Test
  void anUnknownFormIsRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {9, 1}, new byte[] {2, 1})) {
      assertThatIllegalArgumentException().isThrownBy(() -> VisitorSketch.of(bytes));
    }
  }
}
