package terse.cassandra;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Has the callers of this process take turns at a partition. Lightweight transactions that meet on
 * one get in each other's way; between processes the server decides, within one nobody needs to ask
 * it.
 */
final class Stripes {
  private static final int COUNT = 1 << 10;

  private final ReentrantLock[] locks = new ReentrantLock[COUNT];

  Stripes() {
    for (int i = 0; i < COUNT; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  <T> T alone(Object partition, Supplier<T> work) {
    ReentrantLock lock = locks[(partition.hashCode() * 0x9E37_79B9) >>> 22];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
