package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import terse.testkit.Seeds;

class RequestKeyTest {

  @ParameterizedTest
  @CsvSource({
    "order-7, order-, 7, 0, 7",
    "order-64, order-, 64, 1, 0",
    "a#999999999, a#, 999999999, 15624999, 63",
    "a#1234567890, a#1, 234567890, 3665123, 18",
    "k, k, -1, -1, 0",
    "k0, k, 0, 0, 0",
    "k00, k0, 0, 0, 0",
    "k007, k00, 7, 0, 7",
    "12, '', 12, 0, 12",
    "٣, ٣, -1, -1, 0",
  })
  void keyIsTakenApartIntoStemAndNumber(String key, String stem, int number, int block, int slot) {
    RequestKey taken = RequestKey.of(key);
    assertThat(taken).isEqualTo(new RequestKey(stem, number));
    assertThat(taken.block()).isEqualTo(block);
    assertThat(taken.slot()).isEqualTo(slot);
  }

  @Test
  void noTwoKeysAreTakenApartAlike() {
    RandomGenerator random = Seeds.random("request keys");
    for (int i = 0; i < 10_000; i++) {
      StringBuilder key = new StringBuilder();
      int length = random.nextInt(1, 16);
      for (int at = 0; at < length; at++) {
        key.append("a001279".charAt(random.nextInt(7)));
      }
      RequestKey taken = RequestKey.of(key.toString());
      String again = taken.stem() + (taken.number() == RequestKey.NONE ? "" : taken.number());
      assertThat(again).isEqualTo(key.toString());
    }
  }
}
