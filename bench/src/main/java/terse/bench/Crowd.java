package terse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What clients did that worked without pause for a while. */
final class Crowd {
  private final Duration took;
  private final long[] nanos;

  /**
   * @param took the time all of it took
   * @param nanos how long each action took
   */
  Crowd(Duration took, long[] nanos) {
    this.took = took;
    this.nanos = nanos;
    Arrays.sort(nanos);
  }

  /** One client: what it does again and again. */
  interface Client extends AutoCloseable {
    /** Does it once, with a number that no other action has. */
    void act(long number) throws Exception;

    @Override
    default void close() throws IOException {}
  }

  /** Makes clients. */
  interface Clients {
    Client next() throws Exception;
  }

  /** Lets so many clients work for so long. */
  static Crowd work(int clients, Duration time, Clients makers) throws Exception {
    var until = System.nanoTime() + time.toNanos();
    var began = System.nanoTime();
    var all = new ArrayList<long[]>();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var tasks = new ArrayList<Callable<long[]>>();
      for (var i = 0; i < clients; i++) {
        var first = i;
        tasks.add(() -> toil(makers, first, clients, until));
      }
      for (var each : threads.invokeAll(tasks)) {
        all.add(each.get());
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    var nanos = all.stream().flatMapToLong(Arrays::stream).toArray();
    return new Crowd(took, nanos);
  }

  private static long[] toil(Clients makers, int first, int step, long until) throws Exception {
    var nanos = new long[1 << 10];
    var done = 0;
    try (var client = makers.next()) {
      for (var number = (long) first; System.nanoTime() < until; number += step) {
        var began = System.nanoTime();
        client.act(number);
        nanos = done < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * done);
        nanos[done++] = System.nanoTime() - began;
      }
    }
    return Arrays.copyOf(nanos, done);
  }

  /** How many actions were done. */
  long actions() {
    return nanos.length;
  }

  /** How many a second, if each action counts for so many. */
  double rate(int each) {
    return 1e9 * each * nanos.length / took.toNanos();
  }

  /** The time, in milliseconds, that this share of the actions stayed within. */
  double millis(double share) {
    return nanos.length == 0 ? Double.NaN : nanos[(int) (share * (nanos.length - 1))] / 1e6;
  }
}
