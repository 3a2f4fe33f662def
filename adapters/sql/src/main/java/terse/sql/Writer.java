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
 * The threads that write. Each takes whatever changes wait, makes them in one transaction, and
 * answers their callers after the commit has reached the disk: group commit. A change that fails
 * takes no other with it, since the rest is then tried one by one.
 */
final class Writer implements Writes {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** How often a change is tried that others got in the way of. */
  private static final int MOST_TRIES = 5;

  private final List<Chore> chores;
  private final SqlFaults faults;
  private final int commitRows;
  private final Duration deadline;
  private final WriteQueue queue;
  private final WriteMeter meter;
  private final List<Thread> threads;

  /**
   * @param transactions one for each thread
   */
  Writer(
      String name,
      List<? extends Transactions> transactions,
      List<Chore> chores,
      SqlFaults faults,
      WriteLimits limits,
      WriteMeter meter) {
    this.chores = List.copyOf(chores);
    this.faults = faults;
    this.commitRows = limits.commitRows();
    this.deadline = limits.deadline();
    this.queue = new WriteQueue(limits.queueRows());
    this.meter = meter;
    Thread.Builder.OfPlatform builder = Thread.ofPlatform().name(name, 0).daemon();
    this.threads = transactions.stream().map(each -> builder.start(() -> work(each))).toList();
  }

  @Override
  public <T> T write(int rows, WriteTask.Work<T> work) {
    WriteTask<T> task = new WriteTask<>(rows, work);
    switch (queue.offer(task)) {
      case ACCEPTED -> {}
      case FULL -> throw full();
      case CLOSED ->
          throw new TerseException(
              Fault.STORE_UNAVAILABLE, "The link store is closed. Nothing was changed.");
    }
    return task.await(deadline.toNanos());
  }

  /** A writer with one thread does everything in order. */
  @Override
  public <T> T writeInOrder(int rows, WriteTask.Work<T> work) {
    return write(rows, work);
  }

  @Override
  public int waiting() {
    return queue.depth();
  }

  @Override
  public int mostWaiting() {
    return queue.bound();
  }

  @Override
  public void close() {
    queue.close();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(30));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TerseException full() {
    meter.refused();
    return new TerseException(
        Fault.OVERLOADED, "Too many changes wait for the link store. Nothing was changed.");
  }

  private void work(Transactions transactions) {
    for (List<WriteTask<?>> batch = queue.take(commitRows);
        !batch.isEmpty();
        batch = queue.take(commitRows)) {
      batch.removeIf(task -> !task.claim());
      commit(transactions, batch, 1);
    }
    try {
      transactions.close();
    } catch (SQLException e) {
      LOG.warn("The link store did not close cleanly; nothing acknowledged is lost.", e);
    }
  }

  private void commit(Transactions transactions, List<WriteTask<?>> batch, int tries) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      List<Runnable> answers = transact(transactions, batch);
      answer(answers);
    } catch (SQLException | RuntimeException e) {
      meter.failed();
      transactions.undo();
      settle(transactions, batch, tries, e);
    }
  }

  /** Waking many callers takes as long as a small commit, so another thread does it meanwhile. */
  private static void answer(List<Runnable> answers) {
    Thread.ofVirtual().name("sql-answers").start(() -> answers.forEach(Runnable::run));
  }

  private List<Runnable> transact(Transactions transactions, List<WriteTask<?>> batch)
      throws SQLException {
    long began = System.nanoTime();
    int rows = 0;
    List<Runnable> answers = new ArrayList<>(batch.size());
    Session session = transactions.begin();
    for (WriteTask<?> task : batch) {
      answers.add(task.run(session));
      rows += task.rows();
    }
    for (Chore chore : chores) {
      chore.beforeCommit(session);
    }
    transactions.commit(session, rows);
    meter.committed(rows, System.nanoTime() - began);
    return answers;
  }

  private void settle(Transactions transactions, List<WriteTask<?>> batch, int tries, Exception e) {
    if (batch.size() > 1 && isOnesOwn(e)) {
      batch.forEach(task -> commit(transactions, List.of(task), 1));
      return;
    }
    if (tries < MOST_TRIES && e instanceof SQLException sql && faults.isCollision(sql)) {
      commit(transactions, batch, tries + 1);
      return;
    }
    TerseException fault = faults.of(e);
    if (e instanceof SQLException sql && faults.isOutage(sql)) {
      LOG.warn("{} {}", fault.detail(), sql.getMessage());
    } else if (fault.getCause() != null) {
      LOG.warn("{}", fault.detail(), fault.getCause());
    }
    batch.forEach(task -> task.fail(fault));
  }

  /** Whether one change of a batch is at fault, rather than the store or the machine. */
  private boolean isOnesOwn(Exception e) {
    return switch (e) {
      case SQLException sql -> !faults.isOutage(sql);
      case TerseException known -> known.fault() != Fault.OUTCOME_UNKNOWN;
      default -> true;
    };
  }
}
