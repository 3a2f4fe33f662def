package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * A few threads that read, each with a connection of its own. Calls into a native engine hold the
 * thread that makes them, so virtual threads hand them over to these and wait.
 */
final class Readers implements Reads {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private static final SqlFaults FAULTS = new SqliteFaults();

  private final ThreadPoolExecutor threads;
  private final BlockingQueue<Session> idle = new LinkedBlockingDeque<>();
  private final List<Session> sessions;
  private final int queued;
  private final long deadlineNanos;

  Readers(String name, List<Session> sessions, int queued, Duration deadline) {
    this.sessions = List.copyOf(sessions);
    this.idle.addAll(sessions);
    this.queued = queued;
    this.deadlineNanos = deadline.toNanos();
    this.threads =
        new ThreadPoolExecutor(
            sessions.size(),
            sessions.size(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  @Override
  public <T> T read(Query<T> query) {
    Attempt<T> attempt = new Attempt<>(query);
    Future<T> answer = submit(attempt);
    try {
      return answer.get(deadlineNanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw FAULTS.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(false);
      attempt.stop();
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(false);
      attempt.stop();
      throw late();
    }
  }

  @Override
  public int waiting() {
    return threads.getQueue().size();
  }

  @Override
  public int mostWaiting() {
    return queued;
  }

  @Override
  public void close() {
    threads.close();
    List<SQLException> failures = new ArrayList<>();
    for (Session session : sessions) {
      try {
        session.close();
      } catch (SQLException e) {
        failures.add(e);
      }
    }
    failures.forEach(e -> LOG.warn("A connection to the link store did not close cleanly.", e));
  }

  private <T> Future<T> submit(Attempt<T> attempt) {
    try {
      return threads.submit(attempt);
    } catch (RejectedExecutionException e) {
      throw threads.isShutdown()
          ? new TerseException(Fault.STORE_UNAVAILABLE, "The link store is closed.")
          : new TerseException(Fault.OVERLOADED, "Too many look-ups wait for the link store.");
    }
  }

  private static TerseException late() {
    return new TerseException(Fault.STORE_UNAVAILABLE, "The link store has not answered in time.");
  }

  /** One query on its way. Stopping it ends the statement that is running, so no thread is lost. */
  private final class Attempt<T> implements Callable<T> {
    private final Query<T> query;
    private @Nullable Session session;

    Attempt(Query<T> query) {
      this.query = query;
    }

    @Override
    public T call() throws InterruptedException, SQLException {
      Session taken = idle.take();
      use(taken);
      try {
        return query.run(taken);
      } finally {
        use(null);
        idle.add(taken);
      }
    }

    private synchronized void use(@Nullable Session taken) {
      session = taken;
    }

    /** Others' queries are safe: the session cannot be given back meanwhile. */
    synchronized void stop() {
      if (session != null) {
        session.stop();
      }
    }
  }
}
