package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/** Says which fault an action must end in. */
final class Faults {
  private Faults() {}

  static void assertFault(Fault fault, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(TerseException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  /** An invalid request that names the field. */
  static void assertFault(String field, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            TerseException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.INVALID_REQUEST);
              assertThat(e.violations()).extracting(Violation::field).containsExactly(field);
            });
  }
}
