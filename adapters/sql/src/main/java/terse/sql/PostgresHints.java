package terse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for word that the feed has grown, on a connection and a thread of its own. It is a hint:
 * who hears nothing reads the feed all the same, a little later. It sends itself a beat, so that a
 * connection which has gone dead without a word is told from one that has nothing to say.
 */
public final class PostgresHints implements AutoCloseable {
  /** Said by every transaction that the feed tells of, and heard when that has committed. */
  static final String CHANNEL = "terse_feed";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresHints.class);
  private static final String BEAT = "beat";
  private static final Duration BETWEEN_BEATS = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** Many changes in a row are one hint. */
  private static final Duration BETWEEN_HINTS = Duration.ofMillis(20);

  private final PostgresSettings settings;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LongAdder heard = new LongAdder();
  private final Thread thread;
  private volatile boolean listening;

  PostgresHints(PostgresSettings settings, Runnable changed) {
    this.settings = settings.withDeadline(SILENCE);
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("sql-hints").start(this::work);
  }

  /** Whether a connection is open on which something was heard within two seconds. */
  public boolean isListening() {
    return listening;
  }

  /** How often something was heard, beats aside. */
  public long heard() {
    return heard.sum();
  }

  private void work() {
    try {
      do {
        listen();
        listening = false;
      } while (!closed.await(BETWEEN_BEATS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() throws InterruptedException {
    try (Connection connection = Postgres.connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      changed.run();
      hear(connection.unwrap(PGConnection.class), statement);
    } catch (SQLException e) {
      LOG.debug("Hints are not heard; the feed is read all the same.", e);
    }
  }

  private void hear(PGConnection connection, Statement statement)
      throws SQLException, InterruptedException {
    long lastHeard = System.nanoTime();
    long lastBeat = lastHeard - BETWEEN_BEATS.toNanos();
    while (closed.getCount() > 0 && System.nanoTime() - lastHeard < SILENCE.toNanos()) {
      if (System.nanoTime() - lastBeat >= BETWEEN_BEATS.toNanos()) {
        statement.execute("NOTIFY " + CHANNEL + ", '" + BEAT + "'");
        lastBeat = System.nanoTime();
      }
      PGNotification[] words = connection.getNotifications((int) BETWEEN_BEATS.toMillis());
      if (words != null && words.length > 0) {
        lastHeard = System.nanoTime();
        listening = true;
        tell(words);
        closed.await(BETWEEN_HINTS.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void tell(PGNotification[] words) {
    for (PGNotification word : words) {
      if (!word.getParameter().equals(BEAT)) {
        heard.increment();
        changed.run();
        return;
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(SILENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
