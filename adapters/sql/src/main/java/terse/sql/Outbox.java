package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import terse.link.FeedEntry;
import terse.link.LinkKey;

/** Writes outbox rows inside a transaction, and reads them. */
final class Outbox {
  private final Wording sql;
  private final InstantSource clock;

  Outbox(Wording sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  void linkChanged(Session session, LinkKey key, @Nullable String foldedName, long version)
      throws SQLException {
    insert(session, OutboxKind.LINK, key.domain(), key.epoch(), key.number(), foldedName, version);
  }

  /** Writes a row about no link; returns its position. */
  long notice(Session session, int kind, int domain, int epoch, long number) throws SQLException {
    insert(session, kind, domain, epoch, number, null, 0);
    return session.first(sql.of(Phrase.FEED_POSITION), row -> row.getLong(1)).orElseThrow();
  }

  private void insert(
      Session session,
      int kind,
      int domain,
      int epoch,
      long number,
      @Nullable String foldedName,
      long version)
      throws SQLException {
    session.update(
        sql.of(Phrase.INSERT_OUTBOX),
        kind,
        domain,
        epoch,
        number,
        foldedName,
        version,
        clock.millis());
  }

  static FeedEntry entry(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    int kind = row.getInt(2);
    int domain = row.getInt(3);
    int epoch = row.getInt(4);
    long number = row.getLong(5);
    return switch (kind) {
      case OutboxKind.LINK ->
          new FeedEntry.LinkChanged(
              position, new LinkKey(domain, epoch, number), row.getString(6), row.getLong(7));
      case OutboxKind.GRANTED -> new FeedEntry.Granted(position, domain, epoch, number);
      case OutboxKind.KEYS -> new FeedEntry.KeysPrepared(position);
      case OutboxKind.EPOCH -> new FeedEntry.EpochBegun(position, epoch, number);
      case OutboxKind.DOMAINS -> new FeedEntry.DomainsChanged(position);
      case OutboxKind.NAMES -> new FeedEntry.NamesOpened(position, domain);
      default -> throw new IllegalStateException("there is no outbox kind " + kind);
    };
  }
}
