package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The log of what somebody is about to do, in one order for all. Places have no gaps: a segment has
 * a head, and a lightweight transaction sets it forward together with the rows up to it, so nobody
 * takes a place twice and a reader sees if one is missing. The callers of a process share
 * transactions.
 */
final class FeedLog implements AutoCloseable {
  /** How many places a partition has. */
  static final long SEGMENT = 10_000;

  private static final int MOST_WAITING = 10_000;
  private static final int MOST_TOGETHER = 100;
  private static final int ATTEMPTS = 200;

  private static final String ROW =
      "INSERT INTO feed (segment, position, first, kind, domain, epoch, number, folded, version,"
          + " intent, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?";
  private static final String BEGIN_HEAD =
      "UPDATE feed SET head = ? WHERE segment = ? IF head = null";
  private static final String MOVE_HEAD = "UPDATE feed SET head = ? WHERE segment = ? IF head = ?";
  private static final String HEAD = "SELECT DISTINCT segment, head FROM feed WHERE segment = ?";
  private static final String BATCHES =
      "SELECT head, written FROM feed WHERE segment = ? AND position > ?";
  private static final String HEADS = "SELECT head FROM feed WHERE segment = ?";

  private final Cql cql;
  private final int secondsKept;
  private final Duration deadline;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closed;
  private long head = -1;
  private boolean unanswered;

  FeedLog(Cql cql, Duration kept, Duration deadline) {
    this.cql = cql;
    this.secondsKept = Math.toIntExact(Math.max(1, kept.toSeconds()));
    this.deadline = deadline.multipliedBy(4);
    this.thread = Thread.ofPlatform().daemon().name("cassandra-feed").start(this::work);
  }

  private record Waiting(Entry entry, CompletableFuture<Long> place) {
    /** Wakes the thread for the last time. */
    static final Waiting END =
        new Waiting(
            new Entry(0, Entry.Kind.NOTHING, 0, 0, 0, null, 0, null), new CompletableFuture<>());
  }

  /** The segment that a place is in. */
  static long segment(long position) {
    return (position - 1) / SEGMENT;
  }

  /**
   * Gives an entry its place.
   *
   * @throws TerseException OUTCOME_UNKNOWN if it is not known whether it got one
   */
  Entry append(Entry entry) {
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    if (closed || !queue.offer(waiting)) {
      throw new TerseException(
          closed ? Fault.STORE_UNAVAILABLE : Fault.OVERLOADED,
          "Too many changes wait for their turn. Nothing was changed.");
    }
    try {
      return entry.at(
          waiting
              .place
              .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionallyCompose(CompletableFuture::failedFuture)
              .join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof TerseException known
          ? known
          : new TerseException(
              Fault.OUTCOME_UNKNOWN, "The change did not get its turn in time.", e);
    }
  }

  private void work() {
    try {
      while (!closed) {
        Waiting first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          List<Waiting> together = new ArrayList<>(List.of(first));
          queue.drainTo(together, MOST_TOGETHER - 1);
          together.remove(Waiting.END);
          place(together);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fail(new ArrayList<>(queue), new TerseException(Fault.STORE_UNAVAILABLE, "Closed."));
  }

  private static void fail(List<Waiting> all, RuntimeException failure) {
    all.forEach(waiting -> waiting.place.completeExceptionally(failure));
  }

  private void place(List<Waiting> together) {
    List<Waiting> left = together;
    unanswered = false;
    try {
      for (int attempt = 0; !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
        left = left.subList(placed(left), left.size());
      }
      fail(left, new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was changed."));
    } catch (RuntimeException failure) {
      head = -1;
      fail(left, unanswered ? open(failure) : failure);
    }
  }

  /** An append that was not answered, and not seen since, may yet come. */
  private static TerseException open(RuntimeException failure) {
    return new TerseException(
        Fault.OUTCOME_UNKNOWN, "It is not known whether the change was begun.", failure);
  }

  /** Tries to place as many as fit; how many were. */
  private int placed(List<Waiting> waiting) {
    if (head < 0) {
      head = find(0);
    }
    long from = head;
    long end = (from / SEGMENT + 1) * SEGMENT;
    List<Entry> fitting = new ArrayList<>();
    long place = from;
    for (Waiting each : waiting) {
      long next = place + each.entry.width();
      if (next > end) {
        break;
      }
      fitting.add(each.entry.at(next));
      place = next;
    }
    if (fitting.isEmpty()) {
      Entry filler = new Entry(end, Entry.Kind.NOTHING, 0, 0, 0, null, 0, null);
      write(from, List.of(filler));
      return 0;
    }
    if (!write(from, fitting)) {
      return 0;
    }
    for (int i = 0; i < fitting.size(); i++) {
      waiting.get(i).place.complete(fitting.get(i).position());
    }
    return fitting.size();
  }

  private boolean write(long from, List<Entry> entries) {
    UUID batch = UUID.randomUUID();
    long segment = from / SEGMENT;
    long to = entries.getLast().position();
    List<BoundStatement> all = new ArrayList<>();
    all.add(
        from % SEGMENT == 0
            ? cql.bound(BEGIN_HEAD, to, segment)
            : cql.bound(MOVE_HEAD, to, segment, from));
    long first = from + 1;
    for (Entry entry : entries) {
      all.add(row(segment, first, entry, batch));
      first = entry.position() + 1;
    }
    boolean written = decided(all, segment, from, batch);
    head = written ? to : find(segment);
    return written;
  }

  private boolean decided(List<BoundStatement> all, long segment, long from, UUID batch) {
    try {
      return cql.decide(all).applied();
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      unanswered = true;
      return wasWritten(segment, from, batch, e);
    }
  }

  /** Asks once what became of a transaction that was not answered. */
  private boolean wasWritten(long segment, long from, UUID batch, TerseException unknown) {
    try {
      return cql.settled(BATCHES, segment, from).stream()
          .anyMatch(row -> batch.equals(row.getUuid("written")));
    } catch (TerseException unreadable) {
      unknown.addSuppressed(unreadable);
      throw unknown;
    }
  }

  private BoundStatement row(long segment, long first, Entry entry, UUID batch) {
    return cql.bound(
        ROW,
        segment,
        entry.position(),
        first,
        entry.kind().name(),
        entry.domain(),
        entry.epoch(),
        entry.number(),
        entry.folded(),
        entry.version(),
        entry.intent(),
        batch,
        secondsKept);
  }

  /** The last place that is taken, from a segment on that is not after it; 0 if none is. */
  long find(long segment) {
    long last = segment * SEGMENT;
    for (long each = segment; ; each++) {
      Optional<Long> found = headOf(each);
      if (found.isEmpty()) {
        return last;
      }
      last = found.get();
      if (last < (each + 1) * SEGMENT) {
        return last;
      }
    }
  }

  /** How far a segment is filled, empty if it was not begun. */
  Optional<Long> headOf(long segment) {
    return cql.first(HEAD, segment).flatMap(FeedLog::head);
  }

  /** The same after what was under way is settled. */
  Optional<Long> settledHeadOf(long segment) {
    List<Row> rows = cql.settled(HEADS, segment);
    return rows.stream().findFirst().flatMap(FeedLog::head);
  }

  private static Optional<Long> head(Row row) {
    @Nullable Long value = row.isNull("head") ? null : Long.valueOf(row.getLong("head"));
    return Optional.ofNullable(value);
  }

  @Override
  public void close() {
    closed = true;
    var _ = queue.offer(Waiting.END);
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
