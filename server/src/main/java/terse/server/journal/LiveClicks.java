package terse.server.journal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.Click;

/**
 * Clicks as they become visible in reports, for whoever watches. A watcher that does not keep up
 * loses clicks and can tell how many; it never holds up the pump. Thread-safe.
 */
public final class LiveClicks {
  private static final Logger LOG = LoggerFactory.getLogger(LiveClicks.class);

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  /** One watcher, with a bounded queue of its own. */
  public final class Subscription implements AutoCloseable {
    private final Predicate<Click> wanted;
    private final BlockingQueue<Click> queue;
    private final Runnable wake;
    private final AtomicLong missed = new AtomicLong();

    private Subscription(Predicate<Click> wanted, int capacity, Runnable wake) {
      this.wanted = wanted;
      this.queue = new ArrayBlockingQueue<>(capacity);
      this.wake = wake;
    }

    /** The next click, or null if there is none now. Never waits. */
    public @Nullable Click poll() {
      return queue.poll();
    }

    /** How many clicks were dropped since the last call because the queue was full. */
    public long takeMissed() {
      return missed.getAndSet(0);
    }

    /** Ends it; what is queued is dropped. */
    @Override
    public void close() {
      subscriptions.remove(this);
      queue.clear();
    }

    private void offer(List<Click> clicks) {
      boolean any = false;
      for (Click click : clicks) {
        if (wanted.test(click)) {
          any = true;
          if (!queue.offer(click)) {
            missed.incrementAndGet();
          }
        }
      }
      if (any) {
        wake.run();
      }
    }
  }

  /**
   * Begins to watch.
   *
   * @param wanted which clicks; called on the pump's thread, must be quick
   * @param capacity the most clicks queued, 1 or more
   * @param wake called on the pump's thread when there is something to poll; must not block
   */
  public Subscription subscribe(Predicate<Click> wanted, int capacity, Runnable wake) {
    Subscription subscription = new Subscription(wanted, capacity, wake);
    subscriptions.add(subscription);
    return subscription;
  }

  /** How many watch. */
  public int watchers() {
    return subscriptions.size();
  }

  /** Tells all; one that fails is dropped. */
  void publish(List<Click> clicks) {
    for (Subscription subscription : subscriptions) {
      try {
        subscription.offer(clicks);
      } catch (RuntimeException e) {
        LOG.warn("A watcher of live clicks failed and is dropped", e);
        subscription.close();
      }
    }
  }
}
