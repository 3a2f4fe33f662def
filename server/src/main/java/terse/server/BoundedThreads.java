package terse.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Runs each task on a virtual thread of its own, up to a bound; refuses more. */
final class BoundedThreads implements Executor {
  private final Semaphore room;

  BoundedThreads(int bound) {
    this.room = new Semaphore(bound);
  }

  /**
   * Runs a task.
   *
   * @throws RejectedExecutionException if too many are running
   */
  @Override
  public void execute(Runnable task) {
    if (!room.tryAcquire()) {
      throw new RejectedExecutionException("too many tasks are running");
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                task.run();
              } finally {
                room.release();
              }
            });
  }
}
