package terse.server.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.Click;
import terse.click.ClickStore;
import terse.click.Position;
import terse.click.RawClick;

/**
 * The way of a click from the journal to the reports: one thread that reads, enriches, commits
 * clicks and positions together, and only then frees what it read. A store that fails is asked
 * again until it takes the batch; meanwhile the journal is the spool.
 */
public final class ClickPump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClickPump.class);
  private static final int BATCH = 16_384;
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final Journal journal;
  private final PatientStore patient;
  private final Function<RawClick, Click> enrichment;
  private final LiveClicks live;
  private final InstantSource clock;
  private final DeadLetters deadLetters;
  private final AtomicLongArray committed;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong takenOfThisStart = new AtomicLong();
  private final Thread thread;
  private volatile Instant freshUntil = Instant.EPOCH;
  private volatile long leftoverBytes;
  private volatile long closeAt;
  private volatile boolean closing;

  /**
   * A pump that does nothing until it is started.
   *
   * @param journal whose clicks are taken in; closed after this
   * @param store where they go; closed after this
   * @param enrichment makes a click of a raw one; clicks it throws at are kept aside
   * @param live told of every click committed
   */
  public ClickPump(
      Journal journal,
      ClickStore store,
      Function<RawClick, Click> enrichment,
      LiveClicks live,
      InstantSource clock) {
    this.journal = journal;
    this.patient = new PatientStore(store, () -> closing && System.nanoTime() - closeAt >= 0);
    this.enrichment = enrichment;
    this.live = live;
    this.clock = clock;
    this.deadLetters = journal.deadLetters();
    this.committed = new AtomicLongArray(journal.partitions());
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("terse-click-pump")
            .priority(Thread.MIN_PRIORITY) // where a core is shared, redirects come first
            .unstarted(this::run);
  }

  /** Begins where the store left off. To be called once. */
  public void start() {
    thread.start();
  }

  /**
   * Every click answered before this instant is in the store. Stands still while it cannot go on.
   */
  public Instant freshUntil() {
    return freshUntil;
  }

  /** Bytes of the journal not yet in the store; an upper bound for those of earlier starts. */
  public long lagBytes() {
    long lag = leftoverBytes;
    for (int partition = 0; partition < committed.length(); partition++) {
      lag += Math.max(0, journal.end(partition) - committed.get(partition));
    }
    return lag;
  }

  /** Clicks appended since this start that are not yet in the store. */
  public long lagClicks() {
    return Math.max(0, journal.figures().appended() - takenOfThisStart.get());
  }

  /** Clicks brought into the store since this start. */
  public long clicksTakenIn() {
    return taken.get();
  }

  /** How often the store failed. */
  public long failures() {
    return patient.failures();
  }

  /** Whether it was at work once and is no more: closed, or it had to stop. */
  public boolean ended() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Clicks kept aside since this start because enrichment failed at them. */
  public long deadLetters() {
    return deadLetters.count();
  }

  /** Takes in what is there, for 20 seconds at most, and ends. The rest is for the next start. */
  @Override
  public void close() {
    close(CLOSE_WITHIN);
  }

  /** Takes in what is there within a time, and ends. */
  void close(Duration within) {
    closeAt = System.nanoTime() + within.toNanos();
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(within)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      patient
          .positions()
          .map(confirmed -> new Intake(journal.readers(confirmed), enrichment, deadLetters, clock))
          .ifPresent(this::pump);
    } catch (RuntimeException | Error e) {
      // What was read and not committed is read again after a restart, never skipped.
      LOG.error("The click pump stopped; clicks stay in the journal until a restart", e);
    }
  }

  private void pump(Intake intake) {
    boolean more = true;
    while (more) {
      boolean last = closing;
      Batch batch = intake.take(BATCH);
      more = commit(batch) && !(batch.complete() && last);
      if (more && batch.complete()) {
        pause();
      }
    }
  }

  /** Commits a batch; false if the pump must end before it could. */
  private boolean commit(Batch batch) {
    if (!batch.positions().isEmpty() && !patient.append(batch)) {
      return false;
    }
    journal.recycle(batch.consumed());
    taken.addAndGet(batch.clicks().size());
    takenOfThisStart.addAndGet(batch.ofThisStart());
    leftoverBytes = batch.leftoverBytes();
    batch.positions().forEach(this::confirm);
    if (batch.freshUntil().isAfter(freshUntil)) {
      freshUntil = batch.freshUntil();
    }
    live.publish(batch.clicks());
    return true;
  }

  private void confirm(Position position) {
    if (position.epoch() == journal.epoch() && position.node().equals(journal.node())) {
      committed.set(position.partition(), position.offset());
    }
  }

  private void pause() {
    if (!closing) {
      LockSupport.parkNanos(this, LINGER.toNanos());
    }
  }
}
