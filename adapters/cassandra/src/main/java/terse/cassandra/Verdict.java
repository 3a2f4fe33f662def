package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Optional;
import terse.fault.Fault;
import terse.fault.TerseException;

/** What a lightweight transaction answered: its condition held, or it did not, and what holds. */
record Verdict(boolean applied, Optional<Row> row) {

  /** Whether a failure leaves open what happened. */
  static boolean isUnknown(TerseException failure) {
    return failure.fault() == Fault.OUTCOME_UNKNOWN;
  }
}
