package terse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * A thread that does the same thing round after round, and sooner if somebody wants a round that
 * begins from now on. All who want one get the same.
 */
final class Rounds implements AutoCloseable {
  private final Runnable round;
  private final Supplier<Duration> pause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Thread thread;
  private List<CompletableFuture<Void>> asked = new ArrayList<>();
  private boolean closed;

  /**
   * @param pause how long to wait before the next round if nobody wants one
   */
  Rounds(String name, Runnable round, Supplier<Duration> pause) {
    this.round = round;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Completes after a round that begins after this call; fails as that round does. */
  CompletableFuture<Void> next() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (closed) {
        done.completeExceptionally(
            new TerseException(Fault.STORE_UNAVAILABLE, "The feed is closed."));
      } else {
        asked.add(done);
        wanted.signal();
      }
    } finally {
      lock.unlock();
    }
    return done;
  }

  private void work() {
    for (List<CompletableFuture<Void>> all = take(); all != null; all = take()) {
      try {
        round.run();
        all.forEach(each -> each.complete(null));
      } catch (RuntimeException | Error e) {
        all.forEach(each -> each.completeExceptionally(e));
      }
    }
  }

  /** Who wants the round that is to begin now; null at the end. */
  private @Nullable List<CompletableFuture<Void>> take() {
    lock.lock();
    try {
      long left = pause.get().toNanos();
      while (left > 0 && asked.isEmpty() && !closed) {
        left = wanted.awaitNanos(left);
      }
      List<CompletableFuture<Void>> taken = asked;
      asked = new ArrayList<>();
      return closed ? null : taken;
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitEnd() {
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(30));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the round under way, and lets no other begin. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    awaitEnd();
    lock.lock();
    try {
      asked.forEach(each -> each.cancel(false));
    } finally {
      lock.unlock();
    }
  }
}
