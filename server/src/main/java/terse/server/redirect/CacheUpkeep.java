package terse.server.redirect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.feed.Standing;

/**
 * What looks after the first tier, on a thread of its own: warms it when the node starts with what
 * was asked for most before, then, once a second, sees what is hot, lets go what nobody wants and
 * loads anew what is due. Nothing is let go while this node cannot ask what holds.
 */
public final class CacheUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CacheUpkeep.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int STEPS_A_SAVE = 60;
  private static final int WARMED_AT_ONCE = 16;

  private final DecisionCache cache;
  private final Freshness freshness;
  private final HotList list;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private final AtomicInteger warmed = new AtomicInteger();

  /**
   * Upkeep that does nothing until it is started.
   *
   * @param freshness whether this node knows what holds
   * @param list what was asked for most, kept over restarts
   */
  public CacheUpkeep(DecisionCache cache, Freshness freshness, HotList list) {
    this.cache = cache;
    this.freshness = freshness;
    this.list = list;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("terse-cache-upkeep")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::run);
  }

  /** Begins. To be called once, when links can be loaded. */
  public CacheUpkeep start() {
    thread.start();
    return this;
  }

  /** How many links were loaded because they were asked for most before the start. */
  public int warmed() {
    return warmed.get();
  }

  private void run() {
    try {
      warm(list.read());
      for (int step = 1; !closing.await(EVERY.toNanos(), TimeUnit.NANOSECONDS); step++) {
        step();
        if (step % STEPS_A_SAVE == 0) {
          save();
        }
      }
    } catch (InterruptedException closed) {
      LOG.debug("The cache is not looked after any longer", closed);
    }
  }

  /** One second's work: done by this object's own thread, or by whoever has not started it. */
  public void step() {
    cache.hot().step();
    if (freshness.standing(System.nanoTime()) == Standing.CURRENT) {
      cache.sweep();
    }
  }

  /** Loads links, some at a time; one that cannot be loaded is left to the first who asks. */
  void warm(List<DecisionKey> keys) {
    for (int from = 0; from < keys.size() && closing.getCount() > 0; from += WARMED_AT_ONCE) {
      List<CompletableFuture<Boolean>> loads =
          keys.subList(from, Math.min(keys.size(), from + WARMED_AT_ONCE)).stream()
              .map(key -> cache.warm(key.domain(), key.code()))
              .toList();
      loads.forEach(this::count);
    }
  }

  private void count(CompletableFuture<Boolean> load) {
    try {
      if (load.join()) {
        warmed.incrementAndGet();
      }
    } catch (CompletionException e) {
      LOG.debug("A link could not be warmed", e);
    }
  }

  private void save() {
    try {
      list.write(cache.hottest(HotList.MOST));
    } catch (IOException e) {
      LOG.warn("What is asked for most could not be written: {}", e.toString());
    }
  }

  /** Ends, and keeps what was asked for most. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
      save();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
