package terse.sql;

import java.sql.SQLException;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Tells what an engine's error means to a caller whose transaction was rolled back. */
interface SqlFaults {

  /** Whether the engine or its machine failed, so that trying again alone is no use. */
  boolean isOutage(SQLException e);

  /** Whether transactions got in each other's way, so that trying again is. */
  boolean isCollision(SQLException e);

  /** What to tell of an outage. */
  String sentence(SQLException outage);

  /** Of a commit that failed so that nobody knows whether it happened. */
  static TerseException unknown(SQLException e) {
    return new TerseException(
        Fault.OUTCOME_UNKNOWN, "The link store failed while it was writing. Read back.", e);
  }

  default TerseException of(Throwable failure) {
    return switch (failure) {
      case TerseException known -> known;
      case SQLException e when isOutage(e) ->
          new TerseException(Fault.STORE_UNAVAILABLE, sentence(e), e);
      default -> new TerseException(Fault.INTERNAL, "The link store failed.", failure);
    };
  }
}
