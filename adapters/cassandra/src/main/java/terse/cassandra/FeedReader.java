package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.FeedEntry;

/**
 * Reads the log as a feed. Nothing is told before it is known what became of it, and nothing after
 * it either: what its writer has not settled within a moment is finished here. So whoever has read
 * up to a place knows everything below it.
 */
final class FeedReader {
  private static final Duration PATIENCE = Duration.ofMillis(150);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int PAGE = 1_000;

  /** After so many entries it is written down how far all is settled. */
  private static final int NOTED = 256;

  private static final String ROWS =
      "SELECT position, first, kind, domain, epoch, number, folded, version, intent FROM feed"
          + " WHERE segment = ? AND position > ? LIMIT ?";
  private static final String SETTLED_ROWS =
      "SELECT position, first, kind, domain, epoch, number, folded, version, intent FROM feed"
          + " WHERE segment = ? AND position > ?";
  private static final String MARKS =
      "SELECT position, happened FROM feed_mark WHERE segment = ? AND position > ? AND position"
          + " <= ?";
  private static final String MARK =
      "INSERT INTO feed_mark (segment, position, happened) VALUES (?, ?, ?) USING TTL ?";
  private static final String NOTE =
      "UPDATE feed_settled USING TIMESTAMP ? SET position = ? WHERE id = 0";
  private static final String NOTED_POSITION = "SELECT position FROM feed_settled WHERE id = 0";

  private final Cql cql;
  private final FeedLog log;
  private final Map<Entry.Kind, Finish> finishes;
  private final Together together;
  private final int secondsKept;
  private final AtomicLong settled = new AtomicLong(-1);
  private final AtomicLong noted = new AtomicLong();

  FeedReader(
      Cql cql, FeedLog log, Map<Entry.Kind, Finish> finishes, Together together, Duration kept) {
    this.cql = cql;
    this.log = log;
    this.finishes = finishes;
    this.together = together;
    this.secondsKept = Math.toIntExact(Math.max(1, kept.toSeconds())) + 3_600;
  }

  /** Does what an entry says, whoever began it; whether it has taken effect. */
  boolean finish(Entry entry) {
    return Verdict.begun(
        () -> {
          boolean happened = finishOf(entry).finish(entry);
          settle(entry, happened);
          return happened;
        });
  }

  /** Writes down what became of an entry. */
  void settle(Entry entry, boolean happened) {
    cql.write(MARK, FeedLog.segment(entry.position()), entry.position(), happened, secondsKept);
  }

  private Finish finishOf(Entry entry) {
    Finish finish = finishes.get(entry.kind());
    if (finish == null) {
      throw new IllegalStateException("nothing finishes " + entry.kind());
    }
    return finish;
  }

  /** What happened after a position, in order, at most so many. */
  List<FeedEntry> after(long position, int limit) {
    List<FeedEntry> told = new ArrayList<>();
    long from = Math.max(0, position);
    while (told.size() < limit) {
      Page page = page(from, Math.min(PAGE, limit + 1));
      for (Entry entry : happened(page.entries())) {
        entry.told().stream().filter(each -> each.position() > position).forEach(told::add);
      }
      if (page.to() == from) {
        break;
      }
      from = page.to();
    }
    return told.size() <= limit ? told : List.copyOf(told.subList(0, limit));
  }

  /** The newest entry's position, everything up to which is settled. */
  long position() {
    long newest = settled.get();
    if (newest < 0) {
      newest = cql.first(NOTED_POSITION).map(row -> row.getLong("position")).orElse(0L);
    }
    long from = newest;
    for (Page page = page(from, PAGE); page.to() > from; page = page(from, PAGE)) {
      for (Entry entry : happened(page.entries())) {
        newest = entry.told().isEmpty() ? newest : entry.position();
      }
      from = page.to();
    }
    note(newest);
    return newest;
  }

  private void note(long newest) {
    settled.accumulateAndGet(newest, Math::max);
    if (newest >= noted.get() + NOTED) {
      noted.set(newest);
      cql.write(NOTE, newest, newest);
    }
  }

  /**
   * Some entries after a place.
   *
   * @param to up to where there is nothing else; where it began at the end
   */
  private record Page(List<Entry> entries, long to) {}

  private Page page(long from, int limit) {
    long segment = from / FeedLog.SEGMENT;
    long head = log.headOf(segment).orElse(from);
    if (head <= from) {
      return new Page(List.of(), from);
    }
    List<Row> rows = cql.read(ROWS, segment, from, limit);
    if (hasGap(rows, from, head, limit)) {
      rows = cql.settled(SETTLED_ROWS, segment, from);
    }
    List<Entry> entries = rows.stream().map(Entry::read).toList();
    // Rows that are not there even so are older than what is kept.
    return new Page(entries, entries.isEmpty() ? head : entries.getLast().position());
  }

  private static boolean hasGap(List<Row> rows, long from, long head, int limit) {
    long next = from + 1;
    for (Row row : rows) {
      if (row.getLong("first") > next) {
        return true;
      }
      next = row.getLong("position") + 1;
    }
    return rows.size() < limit && next <= head;
  }

  /** Those that took effect, once that is known of all. */
  private List<Entry> happened(List<Entry> entries) {
    if (entries.isEmpty()) {
      return entries;
    }
    Map<Long, Boolean> known = new HashMap<>();
    List<Entry> open = entries.stream().filter(Entry::isOpen).toList();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!open.isEmpty()) {
      marks(open).forEach(known::put);
      open = open.stream().filter(entry -> !known.containsKey(entry.position())).toList();
      if (!open.isEmpty() && System.nanoTime() - end >= 0) {
        List<Boolean> finished = together.each(open, this::finishLeft);
        for (int i = 0; i < finished.size(); i++) {
          known.put(open.get(i).position(), finished.get(i));
        }
        open = List.of();
      }
      if (!open.isEmpty()) {
        pause();
      }
    }
    return entries.stream().filter(entry -> known.getOrDefault(entry.position(), true)).toList();
  }

  /** What may have happened is told: to forget once more than needed does no harm. */
  private boolean finishLeft(Entry entry) {
    try {
      return finish(entry);
    } catch (TerseException e) {
      throw Verdict.isUnknown(e)
          ? new TerseException(
              Fault.STORE_UNAVAILABLE, "It cannot be found out what became of a change.", e)
          : e;
    }
  }

  private Map<Long, Boolean> marks(List<Entry> open) {
    Map<Long, Boolean> marks = new HashMap<>();
    long first = open.getFirst().position();
    long last = open.getLast().position();
    cql.read(MARKS, FeedLog.segment(first), first - 1, last)
        .forEach(row -> marks.put(row.getLong("position"), row.getBoolean("happened")));
    return marks;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TerseException(Fault.STORE_UNAVAILABLE, "Reading the feed was ended.", e);
    }
  }
}
