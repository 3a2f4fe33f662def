package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that copies the write-ahead log into the file while the writer goes on, so that no
 * caller waits for it. It never quite catches up with a writer that does not pause; the writer then
 * copies the rest itself once the log has grown to its bound, see {@link Sqlite#writer}.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** Copies what no reader still needs as it was, and waits for nobody. */
  private static final String COPY = "PRAGMA wal_checkpoint(PASSIVE)";

  private static final int EVERY_ROWS = 8_192;

  private final Session session;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private int rows;

  Checkpoints(Session session) {
    this.session = session;
    this.thread = Thread.ofPlatform().name("sql-checkpoint").daemon().start(this::work);
  }

  /** Told of each commit by the writer; never waits. */
  void committed(int added) {
    rows += added;
    if (rows >= EVERY_ROWS && due.availablePermits() == 0) {
      rows = 0;
      due.release();
    }
  }

  private void work() {
    while (!closed) {
      due.acquireUninterruptibly();
      try {
        session.all(COPY, row -> row.getInt(1));
      } catch (SQLException e) {
        LOG.debug("The log was not copied; the writer will do it.", e);
      }
    }
  }

  /** Ends the thread and releases the connection. */
  @Override
  public void close() {
    closed = true;
    due.release();
    try {
      thread.join(Duration.ofSeconds(30));
      session.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("A connection to the link store did not close cleanly.", e);
    }
  }
}
