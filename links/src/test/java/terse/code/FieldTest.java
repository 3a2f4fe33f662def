package terse.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 8, 11, 16, 31, 32, 37, 59, 64, 67, 127, 128})
  void lawsOfAFieldHold(int size) {
    Field field = Field.atLeast(size);
    assertThat(field.size()).isEqualTo(size);
    for (int a = 0; a < size; a++) {
      int element = a;
      assertThat(field.plus(a, 0)).isEqualTo(a);
      assertThat(field.product(a, 1)).isEqualTo(a);
      assertThat(field.plus(a, field.negative(a))).isZero();
      if (a > 0) {
        assertThat(IntStream.range(0, size).filter(b -> field.product(element, b) == 1).count())
            .as("inverses of %d", a)
            .isOne();
      }
      for (int b = 0; b < size; b++) {
        assertLaws(field, a, b);
      }
    }
  }

  private static void assertLaws(Field field, int a, int b) {
    for (int c = 0; c < field.size(); c += 1 + field.size() / 16) {
      boolean holds =
          field.plus(a, b) == field.plus(b, a)
              && field.product(a, b) == field.product(b, a)
              && field.plus(field.plus(a, b), c) == field.plus(a, field.plus(b, c))
              && field.product(field.product(a, b), c) == field.product(a, field.product(b, c))
              && field.product(a, field.plus(b, c))
                  == field.plus(field.product(a, b), field.product(a, c));
      if (!holds) {
        throw new AssertionError("%d, %d, %d in %s".formatted(a, b, c, field));
      }
    }
  }

  @Test
  void nextLargerFieldIsTakenWhereThereIsNone() {
    assertThat(Field.atLeast(62).size()).isEqualTo(64);
    assertThat(Field.atLeast(58).size()).isEqualTo(59);
    assertThat(Field.atLeast(33).size()).isEqualTo(37);
    assertThat(Field.atLeast(1).size()).isEqualTo(2);
  }
}
