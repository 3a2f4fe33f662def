package terse.server.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.ClickStore;
import terse.click.Position;

/**
 * A click store that is asked again until it answers. An append that failed may have been committed
 * all the same; its positions make it safe to repeat.
 */
final class PatientStore {
  private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  private final ClickStore store;
  private final BooleanSupplier giveUp;
  private final AtomicLong failures = new AtomicLong();

  /** Asks until {@code giveUp} says so. */
  PatientStore(ClickStore store, BooleanSupplier giveUp) {
    this.store = store;
    this.giveUp = giveUp;
  }

  /** The positions confirmed; empty if it gave up. */
  Optional<List<Position>> positions() {
    return insist(store::positions);
  }

  /** Appends the batch once; false if it gave up, which leaves open whether it is there. */
  boolean append(Batch batch) {
    return insist(
            () -> {
              store.append(batch.clicks(), batch.positions());
              return batch;
            })
        .isPresent();
  }

  /** How often it failed. */
  long failures() {
    return failures.get();
  }

  private <T> Optional<T> insist(Supplier<T> call) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return Optional.of(call.get());
      } catch (RuntimeException | Error e) {
        failed(e, pause);
      }
      if (giveUp.getAsBoolean()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(this, pause.toNanos());
      pause = pause.compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
    }
  }

  private void failed(Throwable reason, Duration pause) {
    failures.incrementAndGet();
    if (pause.equals(FIRST_PAUSE)) {
      LOG.warn("The click store failed; its clicks wait in the journal", reason);
    }
  }
}
