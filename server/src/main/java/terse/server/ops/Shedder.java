package terse.server.ops;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Decides what is still taken on. Each class of work has a bound on what is under way; creates and
 * reports are refused besides while redirects are late. Redirects never ask.
 */
public final class Shedder {
  /** Classes of work, least welcome under load last. */
  public enum Work {
    PLAIN,
    CREATE,
    REPORT,
    STREAM
  }

  private final Map<Work, Integer> bounds;
  private final Map<Work, Semaphore> permits = new EnumMap<>(Work.class);
  private final Map<Work, LongAdder> refused = new EnumMap<>(Work.class);
  private final BooleanSupplier late;

  /**
   * @param bounds how much of each class may be under way
   * @param late whether redirects are late at this moment
   */
  public Shedder(Map<Work, Integer> bounds, BooleanSupplier late) {
    this.bounds = Map.copyOf(bounds);
    this.late = late;
    for (Work work : Work.values()) {
      permits.put(work, new Semaphore(bounds.getOrDefault(work, 0)));
      refused.put(work, new LongAdder());
    }
  }

  /** A piece of work that was taken on; closing it makes room again. */
  public interface Admission extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a piece of work on.
   *
   * @throws TerseException {@code OVERLOADED} if there is no room for it now
   */
  public Admission admit(Work work) {
    Semaphore permit = permits(work);
    if ((work != Work.PLAIN && late.getAsBoolean()) || !permit.tryAcquire()) {
      refusals(work).increment();
      throw new TerseException(
          Fault.OVERLOADED,
          "Too much is under way right now; nothing was changed. Try again soon.");
    }
    return permit::release;
  }

  /** How many are under way. */
  public int underWay(Work work) {
    return bound(work) - permits(work).availablePermits();
  }

  /** How many may be under way. */
  public int bound(Work work) {
    return bounds.getOrDefault(work, 0);
  }

  /** How many were refused since the start. */
  public long refused(Work work) {
    return refusals(work).sum();
  }

  private Semaphore permits(Work work) {
    return java.util.Objects.requireNonNull(permits.get(work));
  }

  private LongAdder refusals(Work work) {
    return java.util.Objects.requireNonNull(refused.get(work));
  }
}
