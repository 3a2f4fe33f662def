package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys are equal exactly when domain and code are, however the code is held. */
class DecisionKeyTest {
  private static final List<String> CODES =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "ba",
          "aZ3kP9q",
          "aZ3kP9Q",
          "12345678",
          "123456789",
          "é",
          "\0",
          "a\0",
          "\0a");

  @Test
  void aKeyIsItsDomainAndItsCode() {
    for (String one : CODES) {
      assertThat(new DecisionKey(3, one).code()).isEqualTo(one);
      assertThat(new DecisionKey(3, one)).isNotEqualTo(new DecisionKey(4, one));
      for (String other : CODES) {
        boolean same = new DecisionKey(3, one).equals(new DecisionKey(3, other));
        assertThat(same).as("%s, %s", one, other).isEqualTo(one.equals(other));
      }
      assertThat(new DecisionKey(3, one)).hasSameHashCodeAs(new DecisionKey(3, one));
    }
  }

  @Test
  void likeCodesDoNotCollide() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.add(new DecisionKey(1, "code" + Integer.toString(i, 36)).hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(99_900);
  }
}
