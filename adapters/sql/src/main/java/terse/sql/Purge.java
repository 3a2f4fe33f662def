package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Forgets old rows, a few with a commit now and then. Thread-safe. */
final class Purge implements Chore {
  /** How long an idempotency key is remembered at least. */
  static final Duration REQUESTS_KEPT = Duration.ofHours(24);

  static final int STEP_ROWS = 500;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final String delete;
  private final Duration kept;
  private final InstantSource clock;
  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

  private Purge(String delete, Duration kept, InstantSource clock) {
    this.delete = delete;
    this.kept = kept;
    this.clock = clock;
  }

  static Purge ofRequests(Wording sql, InstantSource clock) {
    return new Purge(sql.of(Phrase.DELETE_OLD_REQUESTS), REQUESTS_KEPT, clock);
  }

  static Purge ofChanges(Wording sql, Duration kept, InstantSource clock) {
    return new Purge(sql.of(Phrase.DELETE_OLD_CHANGES), kept, clock);
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    Instant now = clock.instant();
    Instant due = next.get();
    if (now.isBefore(due) || !next.compareAndSet(due, now.plus(PAUSE))) {
      return;
    }
    if (session.update(delete, STEP_ROWS, now.minus(kept).toEpochMilli()) == STEP_ROWS) {
      next.set(now);
    }
  }
}
