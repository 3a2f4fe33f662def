package terse.sql;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;

/**
 * Decides inserts inside a transaction. Each claim (request, name, reuse) is an insert that a
 * constraint lets through once; only a claim that was refused looks at who holds it.
 */
final class LinkInserts {
  private final Wording sql;
  private final PendingLinks pending;
  private final RequestLog requests;
  private final Outbox outbox;

  LinkInserts(Wording sql, PendingLinks pending, InstantSource clock) {
    this.sql = sql;
    this.pending = pending;
    this.requests = new RequestLog(sql, clock);
    this.outbox = new Outbox(sql, clock);
  }

  List<InsertOutcome> insertAll(Session session, List<Insert> inserts) throws SQLException {
    List<InsertOutcome> outcomes = new ArrayList<>(inserts.size());
    while (outcomes.size() < inserts.size()) {
      List<Insert> rest = inserts.subList(outcomes.size(), inserts.size());
      insertRun(session, run(rest), outcomes);
    }
    return outcomes;
  }

  /** The first inserts, as far as they are all of one block of idempotency keys, or of none. */
  private static List<Insert> run(List<Insert> inserts) {
    Insert.Block block = inserts.getFirst().block();
    int end = 1;
    while (end < inserts.size() && Objects.equals(block, inserts.get(end).block())) {
      end++;
    }
    return inserts.subList(0, end);
  }

  private void insertRun(Session session, List<Insert> run, List<InsertOutcome> outcomes)
      throws SQLException {
    Insert.Block block = run.getFirst().block();
    RequestLog.Open open = block == null ? null : requests.claim(session, block, run);
    for (Insert each : run) {
      Insert.Request request = each.request();
      outcomes.add(
          open == null || request == null
              ? insertOrReuse(session, each)
              : answer(session, each, request, open.answers()));
    }
    if (open != null) {
      requests.settle(session, open);
    }
  }

  private InsertOutcome answer(
      Session session, Insert insert, Insert.Request request, RequestAnswers answers)
      throws SQLException {
    RequestAnswers.Answer earlier = answers.get(request.slot());
    if (earlier != null) {
      return earlier.digest().equals(request.digest())
          ? new InsertOutcome.Replayed(find(session, earlier.key()).orElseThrow())
          : new InsertOutcome.Mismatch();
    }
    InsertOutcome outcome = insertOrReuse(session, insert);
    switch (outcome) {
      case InsertOutcome.Inserted _ -> answers.put(request.slot(), insert.answer(request));
      case InsertOutcome.Reused(Link known) ->
          answers.put(request.slot(), new RequestAnswers.Answer(request.digest(), known.key()));
      case InsertOutcome.Taken _, InsertOutcome.Replayed _, InsertOutcome.Mismatch _ -> {}
    }
    return outcome;
  }

  private InsertOutcome insertOrReuse(Session session, Insert insert) throws SQLException {
    NewLink link = insert.asked();
    if (link.foldedName() != null && !claimName(session, link, link.foldedName())) {
      Optional<Link> known =
          link.reuse() ? live(session, link, reused(session, link)) : Optional.empty();
      return known.isPresent() ? new InsertOutcome.Reused(known.get()) : new InsertOutcome.Taken();
    }
    while (link.reuse() && !claimReuse(session, link)) {
      Optional<LinkKey> holder = reused(session, link);
      Optional<Link> known = live(session, link, holder);
      if (known.isPresent()) {
        giveBackName(session, link);
        return new InsertOutcome.Reused(known.get());
      }
      if (holder.isPresent() && takeOverReuse(session, link, holder.get())) {
        break;
      }
    }
    return new InsertOutcome.Inserted(store(session, insert));
  }

  private Link store(Session session, Insert insert) throws SQLException {
    Link link = insert.link();
    String foldedName = insert.asked().foldedName();
    pending.add(session, new LinkRow(link, foldedName));
    for (String tag : link.tags()) {
      session.update(sql.of(Phrase.INSERT_TAG), tagValues(link, tag));
    }
    if (foldedName != null) {
      tell(session, link.key(), foldedName, link.version());
    }
    LinkCount.add(session, 1);
    return link;
  }

  void tell(Session session, LinkKey key, @Nullable String foldedName, long version)
      throws SQLException {
    outbox.linkChanged(session, key, foldedName, version);
  }

  static Object[] tagValues(Link link, String tag) {
    LinkKey key = link.key();
    return new Object[] {
      tag, link.owner(), link.createdAt().toEpochMilli(), key.domain(), key.epoch(), key.number()
    };
  }

  private boolean claimName(Session session, NewLink link, String foldedName) throws SQLException {
    return session.update(
            sql.of(Phrase.INSERT_NAME),
            link.key().domain(),
            foldedName,
            link.key().epoch(),
            link.key().number())
        == 1;
  }

  /** Only a minted name can have been claimed here: reuse of an alias goes by the alias. */
  private void giveBackName(Session session, NewLink link) throws SQLException {
    if (link.foldedName() != null) {
      session.update(
          sql.of(Phrase.DELETE_NAME),
          link.key().domain(),
          link.foldedName(),
          link.key().epoch(),
          link.key().number());
    }
  }

  private boolean claimReuse(Session session, NewLink link) throws SQLException {
    LinkKey key = link.key();
    return session.update(
            sql.of(Phrase.INSERT_REUSE),
            link.owner(),
            key.domain(),
            Fingerprint.sha256(link.target()),
            orEmpty(link.reusedName()),
            key.epoch(),
            key.number())
        == 1;
  }

  /** From the very link that was found to be dead: of two who want it one gets it. */
  private boolean takeOverReuse(Session session, NewLink link, LinkKey dead) throws SQLException {
    LinkKey key = link.key();
    return session.update(
            sql.of(Phrase.UPDATE_REUSE),
            key.epoch(),
            key.number(),
            link.owner(),
            key.domain(),
            Fingerprint.sha256(link.target()),
            orEmpty(link.reusedName()),
            dead.epoch(),
            dead.number())
        == 1;
  }

  /** Who holds what this link wants to reuse; another transaction may just have ended that. */
  private Optional<LinkKey> reused(Session session, NewLink link) throws SQLException {
    return session.first(
        sql.of(Phrase.FIND_REUSE),
        row -> new LinkKey(row.getInt(1), row.getInt(2), row.getLong(3)),
        link.owner(),
        link.key().domain(),
        Fingerprint.sha256(link.target()),
        orEmpty(link.reusedName()));
  }

  private Optional<Link> live(Session session, NewLink link, Optional<LinkKey> holder)
      throws SQLException {
    return holder.isEmpty()
        ? Optional.empty()
        : find(session, holder.get()).filter(known -> known.isLive(link.createdAt()));
  }

  private Optional<Link> find(Session session, LinkKey key) throws SQLException {
    pending.flush(session);
    return session
        .first(sql.of(Phrase.FIND_LINK), LinkRow::read, key.domain(), key.epoch(), key.number())
        .map(LinkRow::link);
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
