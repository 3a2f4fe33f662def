package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is hot is told from a sample of the hits, within a bound. */
final class HotKeysTest {
  private final HotKeys hot = new HotKeys();
  private final HitSample hits = hot.sample();

  private static DecisionKey key(int number) {
    return new DecisionKey(1, "code" + number);
  }

  @Test
  void ratesAreAboutRight() {
    HitSample other = hot.sample();
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 20_000; i++) {
        (i % 2 == 0 ? hits : other).hit(key(i % 10 == 0 ? 1 : 2));
      }
      hot.step();
    }
    assertThat(hot.rate(key(1))).isCloseTo(2_000, withPercentage(30));
    assertThat(hot.rate(key(2))).isCloseTo(18_000, withPercentage(30));
    assertThat(hot.rate(key(3))).isZero();
    assertThat(hot.hottest().keySet()).containsExactly("1/code2", "1/code1");
  }

  /** As many links in turn as hits stand between two samples: none may be hidden by the rhythm. */
  @Test
  void noRhythmHidesALink() {
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 64 * 500; i++) {
        hits.hit(key(i % 64));
      }
      hot.step();
    }
    for (int i = 0; i < 64; i++) {
      assertThat(hot.rate(key(i))).as("link %d", i).isBetween(100.0, 1_500.0);
    }
  }

  @Test
  void linksThatCooledDownAreForgotten() {
    for (int i = 0; i < 10_000; i++) {
      hits.hit(key(1));
    }
    hot.step();
    assertThat(hot.rate(key(1))).isPositive();
    for (int second = 0; second < 120; second++) {
      hot.step();
    }
    assertThat(hot.keys()).isEmpty();
  }

  @Test
  void fewAreFollowedAndFewerTold() {
    for (int i = 0; i < 300_000; i++) {
      hits.hit(key(i));
    }
    hot.step();
    assertThat(hot.keys()).hasSize(HotKeys.FOLLOWED);
    Map<String, Double> told = hot.hottest();
    assertThat(told).hasSize(HotKeys.TOLD);
  }
}
