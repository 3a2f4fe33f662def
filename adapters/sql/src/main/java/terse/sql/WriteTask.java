package terse.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import terse.fault.Fault;
import terse.fault.TerseException;

/** One caller's change on its way to the writer, and the caller's wait for it. */
final class WriteTask<T> {
  private final int rows;
  private final Work<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  WriteTask(int rows, Work<T> work) {
    this.rows = rows;
    this.work = work;
  }

  int rows() {
    return rows;
  }

  /** Takes the task for good; false if its caller has given up, or the writer has it. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Does the work inside the open transaction; the answer may be given once that has committed. */
  Runnable run(Session session) throws SQLException {
    T result = work.run(session);
    return () -> answer.complete(result);
  }

  void fail(TerseException fault) {
    answer.completeExceptionally(fault);
  }

  /** Waits for the commit. A task that was not begun in time is withdrawn and never will be. */
  T await(long nanos) {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TerseException fault
          ? fault
          : new TerseException(Fault.INTERNAL, "The link store failed.", e);
    } catch (TimeoutException e) {
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late();
    }
  }

  private TerseException late() {
    return claim()
        ? new TerseException(
            Fault.OVERLOADED, "The link store did not come to it in time. Nothing was changed.")
        : new TerseException(
            Fault.OUTCOME_UNKNOWN,
            "The link store has not answered in time. Read back, or repeat the request with the"
                + " same idempotency key.");
  }

  /** A change inside a transaction. */
  interface Work<T> {
    T run(Session session) throws SQLException;
  }
}
