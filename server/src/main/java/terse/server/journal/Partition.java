package terse.server.journal;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a writer shares with its reader and with the background threads. */
final class Partition {
  private final Incarnation incarnation;
  private final int number;
  private final Spool spool;
  private final Queue<Stretch> unread = new ConcurrentLinkedQueue<>();
  private final Queue<Segment> unsynced = new ConcurrentLinkedQueue<>();
  private final AtomicLong appended = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong syncFailures = new AtomicLong();
  private volatile @Nullable Stretch current;

  Partition(Incarnation incarnation, int number, Spool spool) {
    this.incarnation = incarnation;
    this.number = number;
    this.spool = spool;
  }

  /** The stretches in order, for the one reader. */
  Queue<Stretch> unread() {
    return unread;
  }

  /** Moves the writer to a spare; null if there is none. For the writer only. */
  @Nullable Stretch next() {
    Segment spare = spool.take();
    if (spare == null) {
      return null;
    }
    Stretch last = current;
    long base = last == null ? 0 : last.header().base() + last.segment().size();
    Stretch next =
        Stretch.begin(
            new SegmentHeader(incarnation.node(), incarnation.epoch(), number, base), spare);
    unread.add(next);
    unsynced.add(spare);
    current = next;
    return next;
  }

  /** Counts a click; for the writer only. */
  void countAppended() {
    appended.setRelease(appended.getPlain() + 1);
  }

  /** Counts a click that could not be kept; for the writer only. */
  void countLost() {
    lost.setRelease(lost.getPlain() + 1);
  }

  long appended() {
    return appended.getAcquire();
  }

  long lost() {
    return lost.getAcquire();
  }

  /** The offset after the last click appended. */
  long end() {
    Stretch last = current;
    return last == null ? 0 : last.end();
  }

  /** Brings everything appended so far to disk; counts it if the disk refuses. */
  void tryForce() {
    try {
      force();
    } catch (UncheckedIOException | InternalError refused) {
      syncFailures.incrementAndGet();
    }
  }

  /** How often the disk refused. */
  long syncFailures() {
    return syncFailures.get();
  }

  private void force() {
    Stretch last = current;
    Iterator<Segment> segments = unsynced.iterator();
    while (segments.hasNext()) {
      Segment segment = segments.next();
      segment.force();
      if (last != null && segment != last.segment()) {
        segments.remove();
      }
    }
  }
}
