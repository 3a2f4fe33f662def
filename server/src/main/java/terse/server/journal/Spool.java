package terse.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments nobody writes to: spares ready for the event loops, and used ones to be erased. A
 * thread of its own keeps spares at hand within the bound of the spool; a full disk makes it try
 * again later, and is never noticed by an event loop other than as "no spare".
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  /** Spares beyond one a loop: at 100,000 clicks a second a segment of 2 MiB lasts 80 ms. */
  private static final int EXTRA_SPARES = 3;

  private static final long RETRY_NANOS = 250_000_000L;
  private static final long IDLE_NANOS = 10_000_000_000L;

  private final Path folder;
  private final JournalSettings settings;
  private final long epoch;
  private final int target;
  private final Queue<Segment> spares = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spareCount = new AtomicInteger();
  private final Queue<Segment> used = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Set<Segment> segments = ConcurrentHashMap.newKeySet();
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread;
  private int created;
  private volatile boolean closed;
  private boolean full;

  Spool(Path folder, JournalSettings settings, long epoch) {
    this.folder = folder;
    this.settings = settings;
    this.epoch = epoch;
    this.target = settings.partitions() + EXTRA_SPARES;
    this.thread = Thread.ofPlatform().daemon().name("terse-journal-spool").unstarted(this::run);
  }

  /** Prepares a segment for each partition, as far as there is room, then goes on by itself. */
  void start() {
    while (spareCount.get() < settings.partitions() && step()) {
      LOG.debug("Segment prepared");
    }
    thread.start();
  }

  /** A segment of zeros, or null if none is ready. For event loops: never waits. */
  @Nullable Segment take() {
    Segment segment = spares.poll();
    if (segment != null) {
      spareCount.decrementAndGet();
      LockSupport.unpark(thread);
    }
    return segment;
  }

  /** Counts a segment that was there before this process. */
  void adopt(Segment segment) {
    bytes.addAndGet(segment.size());
    segments.add(segment);
  }

  /** Hands in a segment that holds nothing anybody needs. */
  void recycle(Segment segment) {
    used.add(segment);
    LockSupport.unpark(thread);
  }

  long bytes() {
    return bytes.get();
  }

  int segments() {
    return segments.size();
  }

  int spares() {
    return spareCount.get();
  }

  /** How often there was no room for a segment. */
  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    segments.forEach(Segment::close);
  }

  private void run() {
    while (!closed) {
      if (!step()) {
        LockSupport.parkNanos(full ? RETRY_NANOS : IDLE_NANOS);
      }
    }
  }

  /** Does one thing; false if there is nothing to do or no room to do it in. */
  private boolean step() {
    try {
      full = false;
      Segment segment = used.poll();
      return segment != null ? reuse(segment) : spareCount.get() < target && prepare();
    } catch (IOException | RuntimeException | InternalError e) {
      full = true;
      if (failures.getAndIncrement() == 0) {
        LOG.warn("The journal cannot prepare a segment", e);
      }
      return false;
    }
  }

  private boolean reuse(Segment segment) throws IOException {
    if (spareCount.get() >= target || segment.size() != settings.segmentSize()) {
      discard(segment);
      return true;
    }
    try {
      segment.erase();
    } catch (RuntimeException | InternalError e) {
      discard(segment);
      throw e;
    }
    offer(segment);
    return true;
  }

  private void discard(Segment segment) throws IOException {
    bytes.addAndGet(-segment.size());
    segments.remove(segment);
    segment.delete();
  }

  private boolean prepare() throws IOException {
    if (bytes.get() + settings.segmentSize() > settings.maxSize()) {
      return false;
    }
    Path file = folder.resolve(epoch + "-" + created++ + Leftovers.SUFFIX);
    Segment segment = Segment.create(file, settings.segmentSize());
    adopt(segment);
    offer(segment);
    return true;
  }

  private void offer(Segment segment) {
    spares.add(segment);
    spareCount.incrementAndGet();
  }
}
