package terse.server.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.ClickStore;

/**
 * Folds closed hours now and then and forgets what is not kept any longer, on a thread of its own:
 * clicks become visible meanwhile, but for the moments in which a folded period is committed. Only
 * hours are folded of which no click is still on its way.
 */
public final class ClickFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClickFolder.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ClickStore store;
  private final Supplier<Instant> freshUntil;
  private final Retention retention;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A folder that does nothing until it is started.
   *
   * @param store whose hours are folded; closed after this
   * @param freshUntil the instant before which every click is in the store
   * @param retention what is forgotten, and when
   */
  public ClickFolder(ClickStore store, Supplier<Instant> freshUntil, Retention retention) {
    this(store, freshUntil, retention, EVERY);
  }

  ClickFolder(ClickStore store, Supplier<Instant> freshUntil, Retention retention, Duration every) {
    this.store = store;
    this.freshUntil = freshUntil;
    this.retention = retention;
    this.every = every;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("terse-click-fold")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::run);
  }

  /** Begins. To be called once. */
  public void start() {
    thread.start();
  }

  /** Waits for the hour that is being folded, if any, and ends. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        fold();
      }
    } catch (InterruptedException closed) {
      LOG.debug("No more hours are folded", closed);
    }
  }

  private void fold() {
    try {
      Instant now = freshUntil.get();
      store.fold(now);
      if (retention.forgets()) {
        store.forget(retention.clicksBefore(now), retention.hoursBefore(now));
      }
    } catch (RuntimeException e) {
      LOG.warn("Closed hours could not be folded, trying again later", e);
    }
  }
}
