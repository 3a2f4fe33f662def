package terse.visit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;

/**
 * What a node has of the visits of one link as it is at one version: a block, or visitors who wait
 * for one, of whom one asks for all. Thread-safe; nothing in it waits.
 */
final class Purse {
  final LinkKey link;
  private final VisitSettings settings;
  private final List<Waiter> waiting = new ArrayList<>();
  private volatile @Nullable Held held;
  private volatile boolean usedUp;
  private volatile long touched;
  private int wanted = 1;
  private boolean asking;
  private long askAgain;
  private boolean paused;
  private boolean dropped;

  private record Waiter(CompletableFuture<Verdict> verdict, long until) {}

  Purse(LinkKey link, VisitSettings settings, long now) {
    this.link = link;
    this.settings = settings;
    this.touched = now;
  }

  /** Counts a visit that is to be answered now; false if somebody has to be asked first. */
  boolean count(long now) {
    touched = now;
    Held block = held;
    return block != null && block.count(now);
  }

  /**
   * Joins those who wait.
   *
   * @param mustAsk run if nobody asks yet: the caller has to, by {@link #demand}
   * @return null if it was dropped meanwhile
   */
  @Nullable CompletableFuture<Verdict> await(long now, Runnable mustAsk) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    boolean first;
    synchronized (this) {
      if (dropped) {
        return null;
      }
      touched = now;
      Held block = held;
      if (usedUp) {
        return CompletableFuture.completedFuture(Verdict.USED_UP);
      }
      if (block != null && !block.isOver(now)) {
        return CompletableFuture.completedFuture(Verdict.TRY);
      }
      if (waiting.size() >= settings.mostWaiting()) {
        return CompletableFuture.completedFuture(Verdict.BUSY);
      }
      waiting.add(new Waiter(verdict, now + settings.patience().toNanos()));
      first = !asking;
      asking = true;
    }
    if (first) {
      mustAsk.run();
    }
    return verdict;
  }

  /** How many visits to ask for: more each time that a block did not last, and enough for all. */
  synchronized int demand() {
    paused = false;
    return Math.min(settings.mostVisits(), Math.max(wanted, waiting.size()));
  }

  /** Takes the block away if it is over or must be; the caller settles it. */
  synchronized @Nullable Held retire(long now, boolean always) {
    Held block = held;
    if (block == null || !(always || block.isOver(now))) {
      return null;
    }
    held = null;
    return block;
  }

  /** Learns how many visits a block was good for, and so what the next should be. */
  synchronized void learn(int answered, boolean lasted) {
    wanted = lasted ? Math.max(1, answered) : Math.min(settings.mostVisits(), wanted * 2);
  }

  /** Here is a block. */
  void got(Held block) {
    end(Verdict.TRY, () -> held = block);
  }

  /** There is nothing left, for good as long as the link stays as it is. */
  void usedUp() {
    end(Verdict.USED_UP, () -> usedUp = true);
  }

  /** All who wait have their answer, and it is no more than that. */
  void tell(Verdict verdict) {
    end(verdict, () -> {});
  }

  private void end(Verdict verdict, Runnable change) {
    List<Waiter> told;
    synchronized (this) {
      change.run();
      told = leave();
    }
    told.forEach(waiter -> waiter.verdict().complete(verdict));
  }

  /** All who wait are told what went wrong. */
  void failed(Throwable why) {
    List<Waiter> told;
    synchronized (this) {
      told = leave();
    }
    told.forEach(waiter -> waiter.verdict().completeExceptionally(why));
  }

  private List<Waiter> leave() {
    asking = false;
    paused = false;
    List<Waiter> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** The store is to be asked again in a while. */
  synchronized void askLater(long now) {
    paused = true;
    askAgain = now + settings.retry().toNanos();
  }

  /** Tells those who have waited too long; says whether the store is to be asked again now. */
  boolean tick(long now) {
    List<Waiter> late = new ArrayList<>();
    boolean due;
    synchronized (this) {
      for (Iterator<Waiter> each = waiting.iterator(); each.hasNext(); ) {
        Waiter waiter = each.next();
        if (now - waiter.until() >= 0) {
          each.remove();
          late.add(waiter);
        }
      }
      if (paused && waiting.isEmpty()) {
        asking = false;
        paused = false;
      }
      due = paused && now - askAgain >= 0;
      paused = paused && !due;
    }
    late.forEach(waiter -> waiter.verdict().complete(Verdict.BUSY));
    return due;
  }

  /** Drops it for good if it holds nothing and nobody came for a while. */
  synchronized boolean drop(long now) {
    dropped = held == null && !asking && now - touched >= settings.idle().toNanos();
    return dropped;
  }
}
