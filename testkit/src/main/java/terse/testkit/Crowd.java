package terse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers who start at one instant. */
public final class Crowd {
  private Crowd() {}

  /** Has each of the callers, 0 to {@code size - 1}, do its thing; their answers in that order. */
  public static <T> List<T> of(int size, IntFunction<T> thing) {
    CountDownLatch ready = new CountDownLatch(size);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int caller = i;
        answers.add(
            callers.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return thing.apply(caller);
                }));
      }
      return answers.stream().map(Crowd::answer).toList();
    }
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("a caller failed", e);
    }
  }
}
