package terse.id;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Threads that mint while the clock wanders. */
final class Threads {
  private Threads() {}

  /** Moves the clock a little; in the long run forwards, or a source refuses for ever. */
  interface Wander {
    void step();
  }

  /** What so many threads minted, each so many times; one more thread moves the clock. */
  static long[] mint(int threads, int each, LongSupplier ids, Wander clock) {
    AtomicInteger busy = new AtomicInteger(threads);
    List<Future<long[]>> minted = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
      for (int i = 0; i < threads; i++) {
        minted.add(pool.submit(() -> mint(each, ids, busy)));
      }
      pool.execute(
          () -> {
            while (busy.get() > 0) {
              clock.step();
              Thread.yield();
            }
          });
      return minted.stream().flatMapToLong(part -> Arrays.stream(get(part))).toArray();
    }
  }

  private static long[] mint(int each, LongSupplier ids, AtomicInteger busy) {
    try {
      long[] minted = new long[each];
      for (int i = 0; i < each; ) {
        try {
          minted[i] = ids.getAsLong();
          i++;
        } catch (TerseException refused) {
          if (refused.fault() != Fault.CLOCK_BEHIND && refused.fault() != Fault.OVERLOADED) {
            throw refused;
          }
          Thread.yield();
        }
      }
      return minted;
    } finally {
      busy.decrementAndGet();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a thread failed", e);
    }
  }
}
