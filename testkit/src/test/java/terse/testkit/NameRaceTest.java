package terse.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import terse.memory.MemoryLinkStore;

class NameRaceTest {

  @Test
  void storeThatChecksBeforeItInsertsIsFoundOut() {
    assertThatThrownBy(() -> NameRace.assertOneWinner(new CheckingLinkStore(), 64))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("of 64 inserts of one name won");
  }

  @Test
  void storeWithAnArbiterPasses() {
    NameRace.assertOneWinner(new MemoryLinkStore(), 64);
  }
}
