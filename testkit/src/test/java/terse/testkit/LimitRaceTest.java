package terse.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import terse.link.LinkKey;

class LimitRaceTest {

  @Test
  void storeThatLooksBeforeItHandsOutIsFoundOut() {
    assertThatThrownBy(
            () ->
                LimitRace.assertLimitHolds(
                    new CheckingVisitStore(50), new LinkKey(1, 1, 1), 50, 64))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the limit is 50");
  }
}
