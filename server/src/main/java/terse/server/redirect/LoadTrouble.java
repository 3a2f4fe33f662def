package terse.server.redirect;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.TerseException;

/**
 * Tells the log of redirects that failed because their link could not be loaded: at most a line a
 * second, with how many there were, and nothing of who asked. Thread-safe.
 */
final class LoadTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(LoadTrouble.class);
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong quietUntil;

  /**
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  LoadTrouble(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /** Notes a failure. */
  void note(Throwable why) {
    untold.incrementAndGet();
    long now = nanoTime.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE_NANOS)) {
      tell(untold.getAndSet(0), why);
    }
  }

  private static void tell(long failures, Throwable why) {
    String text = "{} redirects failed because their links could not be loaded: {}";
    if (why instanceof TerseException known) {
      LOG.warn(text, failures, known.detail());
    } else {
      LOG.error(text, failures, why.toString(), why);
    }
  }
}
