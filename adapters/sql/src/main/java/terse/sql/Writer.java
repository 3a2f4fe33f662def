package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The one thread that writes. It takes whatever changes wait, makes them in one transaction, and
 * answers their callers after the commit has reached the disk: group commit. A change that fails
 * takes no other with it, since the rest is then tried one by one.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Session session;
  private final List<Chore> chores;
  private final Checkpoints checkpoints;
  private final SqliteSettings settings;
  private final WriteQueue queue;
  private final WriteMeter meter = new WriteMeter();
  private final Thread thread;

  Writer(Session session, List<Chore> chores, Checkpoints checkpoints, SqliteSettings settings) {
    this.session = session;
    this.chores = List.copyOf(chores);
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.queue = new WriteQueue(settings.queueRows());
    this.thread = Thread.ofPlatform().name("sql-writer").daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /**
   * Has a change made and waits until it is durable.
   *
   * @param rows how many rows it is worth, 1 or more
   */
  <T> T write(int rows, WriteTask.Work<T> work) {
    WriteTask<T> task = new WriteTask<>(rows, work);
    switch (queue.offer(task)) {
      case ACCEPTED -> {}
      case FULL -> throw full();
      case CLOSED ->
          throw new TerseException(
              Fault.STORE_UNAVAILABLE, "The link store is closed. Nothing was changed.");
    }
    return task.await(settings.deadline().toNanos());
  }

  WriteQueue queue() {
    return queue;
  }

  WriteMeter meter() {
    return meter;
  }

  /** Finishes what waits, then releases the connection. */
  @Override
  public void close() {
    queue.close();
    checkpoints.close();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TerseException full() {
    meter.refused();
    return new TerseException(
        Fault.OVERLOADED, "Too many changes wait for the link store. Nothing was changed.");
  }

  private void work() {
    for (List<WriteTask<?>> batch = queue.take(settings.commitRows());
        !batch.isEmpty();
        batch = queue.take(settings.commitRows())) {
      batch.removeIf(task -> !task.claim());
      commit(batch);
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.warn("The link store did not close cleanly; nothing acknowledged is lost.", e);
    }
  }

  private void commit(List<WriteTask<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      List<Runnable> answers = transact(batch);
      answer(answers);
    } catch (SQLException | RuntimeException e) {
      rollback();
      settle(batch, e);
    }
  }

  /** Waking many callers takes as long as a small commit, so another thread does it meanwhile. */
  private static void answer(List<Runnable> answers) {
    Thread.ofVirtual().name("sql-answers").start(() -> answers.forEach(Runnable::run));
  }

  private List<Runnable> transact(List<WriteTask<?>> batch) throws SQLException {
    long began = System.nanoTime();
    int rows = 0;
    List<Runnable> answers = new ArrayList<>(batch.size());
    session.update("BEGIN IMMEDIATE");
    for (WriteTask<?> task : batch) {
      answers.add(task.run(session));
      rows += task.rows();
    }
    for (Chore chore : chores) {
      chore.beforeCommit(session);
    }
    end();
    meter.committed(rows, System.nanoTime() - began);
    checkpoints.committed(rows);
    return answers;
  }

  private void end() throws SQLException {
    try {
      session.update("COMMIT");
    } catch (SQLException e) {
      if (SqlFaults.isCertain(e)) {
        throw e;
      }
      throw SqlFaults.unknown(e);
    }
  }

  private void rollback() {
    meter.failed();
    chores.forEach(Chore::afterRollback);
    try {
      session.update("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("Nothing was left to roll back.", e);
    }
  }

  private void settle(List<WriteTask<?>> batch, Exception e) {
    if (batch.size() > 1 && isOnesOwn(e)) {
      batch.forEach(task -> commit(List.of(task)));
      return;
    }
    TerseException fault = SqlFaults.of(e);
    if (fault.getCause() != null) {
      LOG.warn("{}", fault.detail(), fault.getCause());
    }
    batch.forEach(task -> task.fail(fault));
  }

  /** Whether one change of a batch is at fault, rather than the store or the machine. */
  private static boolean isOnesOwn(Exception e) {
    return switch (e) {
      case SQLException sql -> !SqlFaults.isOutage(sql);
      case TerseException known -> known.fault() != Fault.OUTCOME_UNKNOWN;
      default -> true;
    };
  }
}
