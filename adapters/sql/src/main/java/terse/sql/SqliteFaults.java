package terse.sql;

import java.sql.SQLException;

/** SQLite's errors, told by its result codes. */
final class SqliteFaults implements SqlFaults {
  private static final int BUSY = 5;
  private static final int NO_MEMORY = 7;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  @Override
  public boolean isOutage(SQLException e) {
    return switch (e.getErrorCode()) {
      case BUSY, NO_MEMORY, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE -> true;
      default -> false;
    };
  }

  /** One writes at a time. */
  @Override
  public boolean isCollision(SQLException e) {
    return false;
  }

  /** Whether the change certainly did not happen, should it be a commit that failed so. */
  static boolean leavesNothing(SQLException e) {
    return e.getErrorCode() == FULL || e.getErrorCode() == BUSY;
  }

  @Override
  public String sentence(SQLException outage) {
    return switch (outage.getErrorCode()) {
      case FULL -> "The disk under the link store is full. Nothing was changed.";
      case BUSY -> "Another process holds the link store. Nothing was changed.";
      case CORRUPT, NOT_A_DATABASE -> "The link store's file is damaged. Restore a backup.";
      default -> "The link store cannot use its file. Nothing was changed.";
    };
  }
}
