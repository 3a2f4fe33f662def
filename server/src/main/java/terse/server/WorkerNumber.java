package terse.server;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.TerseException;
import terse.id.TextSources;
import terse.id.WorkerLeases;
import terse.id.WorkerSeat;
import terse.server.ops.Metrics;

/**
 * This node's worker number: leased when the first code is stamped with it, renewed until the node
 * stops, and given back then.
 */
final class WorkerNumber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerNumber.class);

  private final WorkerSeat seat;
  private final TextSources texts;
  private final ScheduledExecutorService keeper;
  private boolean failing;

  private WorkerNumber(WorkerSeat seat, TextSources texts) {
    this.seat = seat;
    this.texts = texts;
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("worker-number").factory());
  }

  /**
   * Begins to keep a number, on a thread of its own.
   *
   * @param datacenter 0 to 31
   * @param secret the key of hashed codes
   */
  static WorkerNumber start(
      WorkerLeases leases,
      int datacenter,
      InstantSource clock,
      RandomGenerator random,
      byte[] secret) {
    String holder = "process " + ProcessHandle.current().pid();
    WorkerSeat seat =
        new WorkerSeat(leases, datacenter, holder, WorkerSeat.TERM, clock, System::nanoTime);
    WorkerNumber number = new WorkerNumber(seat, new TextSources(seat, clock, random, secret));
    long third = WorkerSeat.TERM.toMillis() / 3;
    var _ = number.keeper.scheduleWithFixedDelay(number::keep, third, third, TimeUnit.MILLISECONDS);
    return number;
  }

  /** What mints under the number. */
  TextSources texts() {
    return texts;
  }

  /** Has operators told how often codes had to be made anew. */
  void addTo(Metrics metrics) {
    metrics.counter(
        "terse_code_repeats",
        "Codes made because the one before was taken or unwanted.",
        texts::repeats);
    metrics.counter(
        "terse_code_lengthened",
        "Codes made longer, ten of a length having been tried.",
        texts::lengthened);
  }

  /** What fails is told once until it works again; the lease lasts for two more tries. */
  private void keep() {
    try {
      seat.keep();
      failing = false;
    } catch (TerseException e) {
      if (!failing) {
        LOG.warn("The worker number cannot be renewed: {}", e.detail());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    keeper.shutdownNow();
    seat.release(texts.end());
  }
}
