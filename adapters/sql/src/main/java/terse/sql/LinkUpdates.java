package terse.sql;

import java.sql.SQLException;
import java.util.Optional;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.link.UpdateOutcome;

/** Makes edits inside a transaction; the statement's condition on the version decides. */
final class LinkUpdates {
  private final Wording sql;
  private final LinkInserts inserts;
  private final PendingLinks pending;

  LinkUpdates(Wording sql, PendingLinks pending, LinkInserts inserts) {
    this.sql = sql;
    this.pending = pending;
    this.inserts = inserts;
  }

  UpdateOutcome update(Session session, Link changed, long expectedVersion) throws SQLException {
    pending.flush(session);
    LinkKey key = changed.key();
    Optional<LinkRow> current =
        session.first(
            sql.of(Phrase.FIND_LINK), LinkRow::read, key.domain(), key.epoch(), key.number());
    if (current.isEmpty()) {
      return new UpdateOutcome.Missing();
    }
    Link before = current.get().link();
    if (write(session, before.changedTo(changed), expectedVersion) == 0) {
      return before.state() == LinkState.DELETED
          ? new UpdateOutcome.Missing()
          : new UpdateOutcome.Stale(before);
    }
    Link after = before.changedTo(changed);
    follow(session, current.get(), after);
    return new UpdateOutcome.Updated(after);
  }

  private int write(Session session, Link after, long expectedVersion) throws SQLException {
    return session.update(
        sql.of(Phrase.UPDATE_LINK),
        after.updatedAt().toEpochMilli(),
        LinkRow.millis(after.expiresAt()),
        after.maxVisits(),
        StateNumber.of(after.state()),
        after.status(),
        after.target(),
        after.title(),
        LinkRow.tags(after.tags()),
        LinkRow.label(after),
        after.key().domain(),
        after.key().epoch(),
        after.key().number(),
        expectedVersion);
  }

  private void follow(Session session, LinkRow before, Link after) throws SQLException {
    inserts.tell(session, after.key(), before.foldedName(), after.version());
    moveTags(session, before.link(), after);
    if (after.state() != LinkState.ACTIVE
        || after.isLimited()
        || !after.target().equals(before.link().target())) {
      endReuse(session, before);
    }
    if (after.state() == LinkState.DELETED) {
      LinkCount.add(session, -1);
    }
  }

  private void moveTags(Session session, Link before, Link after) throws SQLException {
    for (String tag : before.tags()) {
      if (!after.tags().contains(tag)) {
        session.update(sql.of(Phrase.DELETE_TAG), LinkInserts.tagValues(before, tag));
      }
    }
    for (String tag : after.tags()) {
      if (!before.tags().contains(tag)) {
        session.update(sql.of(Phrase.INSERT_TAG), LinkInserts.tagValues(after, tag));
      }
    }
  }

  private void endReuse(Session session, LinkRow before) throws SQLException {
    Link link = before.link();
    session.update(
        sql.of(Phrase.DELETE_REUSE),
        link.owner(),
        link.key().domain(),
        Fingerprint.sha256(link.target()),
        link.key().isNamed() ? LinkInserts.orEmpty(before.foldedName()) : "",
        link.key().epoch(),
        link.key().number());
  }
}
