package terse.sql;

import java.sql.SQLException;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Tells what an engine's error means to a caller whose transaction was rolled back. */
final class SqlFaults {
  private static final int BUSY = 5;
  private static final int NO_MEMORY = 7;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private SqlFaults() {}

  /** Whether the engine or its machine failed, so that trying again alone is no use. */
  static boolean isOutage(SQLException e) {
    return switch (e.getErrorCode()) {
      case BUSY, NO_MEMORY, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE -> true;
      default -> false;
    };
  }

  /** Whether the change certainly did not happen, should it be a commit that failed so. */
  static boolean isCertain(SQLException e) {
    return e.getErrorCode() == FULL || e.getErrorCode() == BUSY;
  }

  static TerseException of(Exception failure) {
    return switch (failure) {
      case TerseException known -> known;
      case SQLException e when isOutage(e) ->
          new TerseException(Fault.STORE_UNAVAILABLE, sentence(e), e);
      default -> new TerseException(Fault.INTERNAL, "The link store failed.", failure);
    };
  }

  static TerseException unknown(SQLException e) {
    return new TerseException(
        Fault.OUTCOME_UNKNOWN, "The link store failed while it was writing. Read back.", e);
  }

  private static String sentence(SQLException e) {
    return switch (e.getErrorCode()) {
      case FULL -> "The disk under the link store is full. Nothing was changed.";
      case BUSY -> "Another process holds the link store. Nothing was changed.";
      case CORRUPT, NOT_A_DATABASE -> "The link store's file is damaged. Restore a backup.";
      default -> "The link store cannot use its file. Nothing was changed.";
    };
  }
}
