package terse.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets old idempotency keys, a few with a commit now and then. Used by the writer alone. */
final class IdempotencyPurge implements Chore {
  /** How long a key is remembered at least. */
  static final Duration KEPT = Duration.ofHours(24);

  static final int STEP_ROWS = 500;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final String delete;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  IdempotencyPurge(Wording sql, InstantSource clock) {
    this.delete = sql.of(Phrase.DELETE_OLD_REQUESTS);
    this.clock = clock;
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    int forgotten = session.update(delete, STEP_ROWS, now.minus(KEPT).toEpochMilli());
    next = forgotten == STEP_ROWS ? now : now.plus(PAUSE);
  }
}
