package terse.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Does one thing for many at once, a bounded number at a time. */
final class Together implements AutoCloseable {
  private static final int AT_ONCE = 256;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);

  /** What comes of each, in order; if some fail, the first failure, once all have ended. */
  <T, R> List<R> each(List<T> all, Function<T, R> thing) {
    if (all.size() == 1) {
      return List.of(thing.apply(all.getFirst()));
    }
    List<Future<R>> begun = new ArrayList<>(all.size());
    for (T one : all) {
      begun.add(threads.submit(() -> bounded(one, thing)));
    }
    return begun.stream().map(Together::outcome).toList().stream().map(Outcome::value).toList();
  }

  private <T, R> R bounded(T one, Function<T, R> thing) {
    free.acquireUninterruptibly();
    try {
      return thing.apply(one);
    } finally {
      free.release();
    }
  }

  private static <R> Outcome<R> outcome(Future<R> begun) {
    try {
      R value = begun.get();
      return () -> value;
    } catch (ExecutionException e) {
      return () -> {
        throw failure(e.getCause());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TerseException(Fault.OUTCOME_UNKNOWN, "The wait for Cassandra was ended.", e);
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return cause instanceof RuntimeException known
        ? known
        : new TerseException(Fault.INTERNAL, "Something failed beside Cassandra.", cause);
  }

  private interface Outcome<R> {
    R value();
  }

  @Override
  public void close() {
    threads.close();
  }
}
