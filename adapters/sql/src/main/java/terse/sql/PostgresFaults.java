package terse.sql;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** PostgreSQL's errors, told by their SQLSTATE and its class, the first two characters. */
final class PostgresFaults implements SqlFaults {
  private static final String COLLISION = "40";
  private static final String CONNECTION = "08";
  private static final String READ_ONLY = "25006";
  private static final String IDLE_TOO_LONG = "25P03";
  private static final String AUTHORIZATION = "28";
  private static final String NO_DATABASE = "3D";
  private static final String RESOURCES = "53";
  private static final String DISK_FULL = "53100";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String LOCKED = "55P03";
  private static final String OPERATOR = "57";
  private static final String CANCELLED = "57014";
  private static final String SYSTEM = "58";
  private static final String INTERNAL = "XX";

  @Override
  public boolean isOutage(SQLException e) {
    String state = state(e);
    return e instanceof SQLTransientException
        || state.equals(READ_ONLY)
        || state.equals(IDLE_TOO_LONG)
        || state.equals(LOCKED)
        || switch (category(e)) {
          case "", CONNECTION, AUTHORIZATION, NO_DATABASE, RESOURCES, OPERATOR, SYSTEM, INTERNAL ->
              true;
          default -> false;
        };
  }

  @Override
  public boolean isCollision(SQLException e) {
    return category(e).equals(COLLISION);
  }

  /**
   * Whether the change certainly did not happen, should it be a commit that failed so. A server
   * that was told to stop may have committed before.
   */
  static boolean leavesNothing(SQLException e) {
    return switch (category(e)) {
      case "", CONNECTION, OPERATOR, SYSTEM, INTERNAL -> false;
      default -> true;
    };
  }

  @Override
  public String sentence(SQLException outage) {
    return switch (state(outage)) {
      case DISK_FULL -> "The disk under the link store is full. Nothing was changed.";
      case TOO_MANY_CONNECTIONS -> "PostgreSQL has no connection to spare. Nothing was changed.";
      case READ_ONLY -> "PostgreSQL takes no changes, as a standby. Nothing was changed.";
      case CANCELLED, LOCKED -> "The link store has not answered in time. Nothing was changed.";
      default -> "The link store cannot be reached. Nothing was changed.";
    };
  }

  /** What a pool says that got no connection is why it got none. */
  private static String state(SQLException e) {
    if (e.getSQLState() == null) {
      return e.getCause() instanceof SQLException cause ? state(cause) : "";
    }
    return e.getSQLState();
  }

  private static String category(SQLException e) {
    String state = state(e);
    return state.substring(0, Math.min(2, state.length()));
  }
}
