package terse.zookeeper;

import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/** What callers are told when ZooKeeper does not do what it is asked. */
final class Unreachable {
  private Unreachable() {}

  static TerseException because(Fault fault, @Nullable Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new TerseException(fault, "ZooKeeper gives no answer; nothing was created.", cause);
  }
}
