package terse.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The driver's failures, told by what they leave open. A write has certainly not happened only if
 * no server took it on: there were too few of them, or there was no connection to send it by. After
 * anything else it may have happened, or may yet.
 */
final class CqlFaults {
  private CqlFaults() {}

  static TerseException ofRead(DriverException e) {
    return e instanceof QueryValidationException
        ? defect(e)
        : new TerseException(
            Fault.STORE_UNAVAILABLE, "Cassandra cannot be read in time. Nothing was changed.", e);
  }

  static TerseException ofWrite(DriverException e) {
    if (e instanceof QueryValidationException) {
      return defect(e);
    }
    return leavesNothing(e)
        ? new TerseException(
            Fault.STORE_UNAVAILABLE,
            "Too few servers of Cassandra can be reached. Nothing was changed.",
            e)
        : new TerseException(
            Fault.OUTCOME_UNKNOWN,
            "Cassandra has not answered in time: it is not known whether the change took effect.",
            e);
  }

  private static TerseException defect(DriverException e) {
    return new TerseException(Fault.INTERNAL, "Cassandra does not understand a statement.", e);
  }

  private static boolean leavesNothing(Throwable e) {
    return switch (e) {
      case NoNodeAvailableException _ -> true;
      case AllNodesFailedException all ->
          all.getAllErrors().values().stream()
              .flatMap(java.util.Collection::stream)
              .allMatch(CqlFaults::leavesNothing);
      case UnavailableException _ -> true;
      case BootstrappingException _ -> true;
      case NodeUnavailableException _ -> true;
      case RequestThrottlingException _ -> true;
      default -> false;
    };
  }
}
