package terse.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import terse.click.Click;
import terse.server.journal.LiveClicks;

/**
 * The streams of live clicks that are open, as server-sent events. A listener that does not keep up
 * misses clicks; nobody waits for it.
 */
public final class ClickStreams implements AutoCloseable {
  private static final int MOST_WAITING = 1_000;
  private static final long MOST_BYTES = 256 << 10;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String TYPE = "text/event-stream";

  private final LiveClicks live;
  private final Set<Thread> listeners = ConcurrentHashMap.newKeySet();

  public ClickStreams(LiveClicks live) {
    this.live = live;
  }

  /** What a listener is told. */
  public interface Events {
    /**
     * The events about some clicks, in text.
     *
     * @param clicks some in a row, perhaps none
     * @param missed how many more there were that the listener did not keep up with
     */
    String of(List<Click> clicks, long missed);
  }

  /**
   * Streams until the listener leaves, does not read, or this is closed. Blocks.
   *
   * @param wanted which clicks; must be quick
   * @throws InterruptedException if the connection broke, or this was closed
   */
  public void stream(Exchange exchange, Predicate<Click> wanted, Events events)
      throws InterruptedException {
    Output output = exchange.begin(200, TYPE, MOST_BYTES);
    Semaphore signal = new Semaphore(0);
    listeners.add(Thread.currentThread());
    try (LiveClicks.Subscription clicks =
        live.subscribe(wanted, MOST_WAITING, () -> wake(signal))) {
      send(clicks, signal, output, events);
    } finally {
      listeners.remove(Thread.currentThread());
      output.end(new byte[0]);
    }
  }

  private static void wake(Semaphore signal) {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  private static void send(
      LiveClicks.Subscription clicks, Semaphore signal, Output output, Events events)
      throws InterruptedException {
    boolean reads = output.write(bytes(": clicks follow\n\n"), HEARTBEAT);
    while (reads) {
      boolean woken = signal.tryAcquire(HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
      List<Click> some = all(clicks);
      if (some.size() == MOST_WAITING) {
        wake(signal); // there may be more
      }
      boolean news = woken || !some.isEmpty();
      String told = news ? events.of(some, clicks.takeMissed()) : ": still here\n\n";
      reads = told.isEmpty() || output.write(bytes(told), HEARTBEAT);
    }
  }

  private static List<Click> all(LiveClicks.Subscription clicks) {
    List<Click> all = new ArrayList<>();
    Click click = clicks.poll();
    while (click != null) {
      all.add(click);
      click = all.size() < MOST_WAITING ? clicks.poll() : null;
    }
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends every stream. */
  @Override
  public void close() {
    listeners.forEach(Thread::interrupt);
  }
}
