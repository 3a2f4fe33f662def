package terse.sql;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import terse.fault.TerseException;
import terse.id.SnowflakeSource;
import terse.id.WorkerSeat;

/** The main class of a process that mints ids and prints each as eight bytes. */
final class IdMillMain {
  private static final System.Logger LOG = System.getLogger(IdMillMain.class.getName());
  private static final int BATCH = 512;

  private final DataOutputStream out =
      new DataOutputStream(
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
  private final AtomicLong left;
  private final SnowflakeSource ids;

  private IdMillMain(SnowflakeSource ids, long count) {
    this.ids = ids;
    this.left = new AtomicLong(count);
  }

  /** Arguments: the leases' file, how many ids, threads, the term in ms, how far the clock errs. */
  public static void main(String[] arguments) {
    InstantSource clock = new ErringClock(Long.parseLong(arguments[4]));
    Duration term = Duration.ofMillis(Long.parseLong(arguments[3]));
    try (SqliteStores stores = SqliteStores.open(Path.of(arguments[0]));
        var keeper = Executors.newSingleThreadScheduledExecutor()) {
      String holder = "mill " + ProcessHandle.current().pid();
      WorkerSeat seat = new WorkerSeat(stores.workers(), 0, holder, term, clock, System::nanoTime);
      SnowflakeSource source = new SnowflakeSource(seat, clock, LockSupport::parkNanos);
      long third = term.toMillis() / 3;
      var _ = keeper.scheduleAtFixedRate(() -> keep(seat), third, third, TimeUnit.MILLISECONDS);
      new IdMillMain(source, Long.parseLong(arguments[1])).run(Integer.parseInt(arguments[2]));
      seat.release(source.end());
      keeper.shutdownNow();
    }
  }

  private static void keep(WorkerSeat seat) {
    try {
      seat.keep();
    } catch (TerseException failure) {
      LOG.log(System.Logger.Level.INFO, failure.detail());
    }
  }

  private void run(int threads) {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        pool.execute(this::mint);
      }
    }
  }

  private void mint() {
    long[] batch = new long[BATCH];
    while (left.addAndGet(-BATCH) >= 0) {
      for (int i = 0; i < BATCH; i++) {
        batch[i] = next();
      }
      print(batch);
    }
  }

  /** Tries until it may. */
  private long next() {
    while (true) {
      try {
        return ids.next();
      } catch (TerseException refused) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private synchronized void print(long[] batch) {
    try {
      for (long id : batch) {
        out.writeLong(id);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A clock that errs by up to so many milliseconds, another amount every twentieth of a second.
   */
  private record ErringClock(long error) implements InstantSource {
    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
      long now = System.currentTimeMillis();
      return error == 0 ? now : now - Math.floorMod(now / 50 * 7_919, error);
    }
  }
}
