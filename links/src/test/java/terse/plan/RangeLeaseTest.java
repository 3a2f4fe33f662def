package terse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeLeaseTest {
  private final RandomGenerator random = new Random(1);

  @ParameterizedTest
  @CsvSource({"10000,8640,5000,10", "100000,864,50000,100", "1000000,86,500000,1000"})
  void thousandASecondCostAndWasteWhatTheUsualTableSays(
      long size, long calls, double wasted, double covered) {
    RangeLease lease = RangeLease.simulate(size, 1_000, random);
    assertThat(lease.callsADay()).isEqualTo(calls);
    assertThat(lease.wastedByCrash()).isCloseTo(wasted, within(wasted / 20));
    assertThat(lease.secondsCovered()).isEqualTo(covered);
  }

  @Test
  void whatIsNoRangeIsRefused() {
    assertThatThrownBy(() -> RangeLease.simulate(0, 1, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RangeLease.simulate(1, 0, random))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
