package terse.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Recent<Integer, Integer> recent = new Recent<>(10);

  private void ask(int key) {
    assertThat(recent.get(key, this::make)).isEqualTo(-key);
  }

  private int make(int key) {
    made.incrementAndGet();
    return -key;
  }

  @Test
  void whatIsAskedOftenIsMadeOnce() {
    for (int i = 0; i < 100; i++) {
      ask(1);
      ask(1000 + i);
    }
    assertThat(made.get()).isEqualTo(101);
  }

  @Test
  void whatIsNotAskedForLongIsForgotten() {
    ask(1);
    for (int i = 0; i < 10; i++) {
      ask(1000 + i);
    }
    ask(1);
    assertThat(made.get()).isEqualTo(12);
  }
}
