package terse.duckdb;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import terse.click.ClickStoreException;
import terse.report.ReportException;

/**
 * The few platform threads that reports run on, and the bounded queue before them. They give way to
 * whoever answers redirects.
 */
final class ReportThreads implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 32;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("report-", 0).priority(Thread.MIN_PRIORITY).daemon().factory());

  <T> T run(Callable<T> report) {
    Future<T> answer = submit(report);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new ClickStoreException("The wait for the report was interrupted.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new ClickStoreException("The report failed.", e.getCause());
    }
  }

  private <T> Future<T> submit(Callable<T> report) {
    try {
      return threads.submit(report);
    } catch (RejectedExecutionException e) {
      throw new ReportException(
          ReportException.Reason.BUSY, "Too many reports are waiting: ask again in a moment.");
    }
  }

  /** Reports that wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  /** How many may wait. */
  int mostWaiting() {
    return WAITING;
  }

  @Override
  public void close() {
    threads.close();
  }
}
