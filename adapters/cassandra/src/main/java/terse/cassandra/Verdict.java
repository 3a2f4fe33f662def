package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Optional;
import java.util.function.Supplier;
import terse.fault.Fault;
import terse.fault.TerseException;

/** What a lightweight transaction answered: its condition held, or it did not, and what holds. */
record Verdict(boolean applied, Optional<Row> row) {

  /** Whether a failure leaves open what happened. */
  static boolean isUnknown(TerseException failure) {
    return failure.fault() == Fault.OUTCOME_UNKNOWN;
  }

  /**
   * Goes on with what others may finish: whatever fails from now on, nobody knows what comes of it.
   */
  static <T> T begun(Supplier<T> rest) {
    try {
      return rest.get();
    } catch (TerseException e) {
      throw switch (e.fault()) {
        case STORE_UNAVAILABLE, OVERLOADED ->
            new TerseException(
                Fault.OUTCOME_UNKNOWN,
                "The change was begun, and it is not known whether it took effect.",
                e);
        default -> e;
      };
    }
  }
}
