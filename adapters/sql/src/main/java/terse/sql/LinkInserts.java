package terse.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  private final LinkCount count;
  private final InstantSource clock;

  LinkInserts(Wording sql, LinkCount count, InstantSource clock) {
    this.sql = sql;
    this.count = count;
    this.clock = clock;
  }

  List<InsertOutcome> insertAll(Session session, List<NewLink> links) throws SQLException {
    List<InsertOutcome> outcomes = new ArrayList<>(links.size());
    for (NewLink link : links) {
      outcomes.add(insert(session, link));
    }
    return outcomes;
  }

  private InsertOutcome insert(Session session, NewLink link) throws SQLException {
    if (!claimRequest(session, link)) {
      return recall(session, link);
    }
    InsertOutcome outcome = insertOrReuse(session, link);
    if (link.idempotency() != null) {
      settleRequest(session, link, link.idempotency(), outcome);
    }
    return outcome;
  }

  private InsertOutcome insertOrReuse(Session session, NewLink link) throws SQLException {
    if (link.foldedName() != null && !claimName(session, link, link.foldedName())) {
      Optional<Link> known = link.reuse() ? reusable(session, link) : Optional.empty();
      return known.isPresent() ? new InsertOutcome.Reused(known.get()) : new InsertOutcome.Taken();
    }
    if (link.reuse() && !claimReuse(session, link)) {
      Optional<Link> known = reusable(session, link);
      if (known.isPresent()) {
        return new InsertOutcome.Reused(known.get());
      }
      takeOverReuse(session, link);
    }
    return new InsertOutcome.Inserted(store(session, link));
  }

  private Link store(Session session, NewLink added) throws SQLException {
    Link link = added.toLink();
    session.update(sql.of(Phrase.INSERT_LINK), new LinkRow(link, added.foldedName()).values());
    for (String tag : link.tags()) {
      session.update(sql.of(Phrase.INSERT_TAG), tagValues(link, tag));
    }
    if (added.foldedName() != null) {
      tell(session, link.key(), added.foldedName(), link.version());
    }
    count.add(1);
    return link;
  }

  void tell(Session session, LinkKey key, @Nullable String foldedName, long version)
      throws SQLException {
    session.update(
        sql.of(Phrase.INSERT_OUTBOX), key.domain(), key.epoch(), key.number(), foldedName, version);
  }

  static Object[] tagValues(Link link, String tag) {
    LinkKey key = link.key();
    return new Object[] {
      tag, link.owner(), link.createdAt().toEpochMilli(), key.domain(), key.epoch(), key.number()
    };
  }

  private boolean claimRequest(Session session, NewLink link) throws SQLException {
    if (link.idempotency() == null) {
      return true;
    }
    LinkKey key = link.key();
    return session.update(
            sql.of(Phrase.INSERT_REQUEST),
            link.owner(),
            link.idempotency().key(),
            link.idempotency().digest(),
            key.domain(),
            key.epoch(),
            key.number(),
            clock.millis())
        == 1;
  }

  private InsertOutcome recall(Session session, NewLink link) throws SQLException {
    NewLink.Idempotency asked = required(link.idempotency());
    Request earlier =
        session
            .first(sql.of(Phrase.FIND_REQUEST), Request::read, link.owner(), asked.key())
            .orElseThrow();
    return earlier.digest().equals(asked.digest())
        ? new InsertOutcome.Replayed(find(session, earlier.key()).orElseThrow())
        : new InsertOutcome.Mismatch();
  }

  private void settleRequest(
      Session session, NewLink link, NewLink.Idempotency asked, InsertOutcome outcome)
      throws SQLException {
    if (outcome instanceof InsertOutcome.Taken) {
      session.update(sql.of(Phrase.DELETE_REQUEST), link.owner(), asked.key());
    } else if (outcome instanceof InsertOutcome.Reused(Link known)) {
      LinkKey key = known.key();
      session.update(
          sql.of(Phrase.UPDATE_REQUEST),
          key.domain(),
          key.epoch(),
          key.number(),
          link.owner(),
          asked.key());
    }
  }

  private boolean claimName(Session session, NewLink link, String foldedName) throws SQLException {
    return session.update(
            sql.of(Phrase.INSERT_NAME), link.key().domain(), foldedName, link.key().number())
        == 1;
  }

  private boolean claimReuse(Session session, NewLink link) throws SQLException {
    LinkKey key = link.key();
    return session.update(
            sql.of(Phrase.INSERT_REUSE),
            link.owner(),
            key.domain(),
            digest(link.target()),
            orEmpty(link.foldedName()),
            key.epoch(),
            key.number())
        == 1;
  }

  private void takeOverReuse(Session session, NewLink link) throws SQLException {
    LinkKey key = link.key();
    session.update(
        sql.of(Phrase.UPDATE_REUSE),
        key.epoch(),
        key.number(),
        link.owner(),
        key.domain(),
        digest(link.target()),
        orEmpty(link.foldedName()));
  }

  private Optional<Link> reusable(Session session, NewLink link) throws SQLException {
    Optional<LinkKey> holder =
        session.first(
            sql.of(Phrase.FIND_REUSE),
            row -> new LinkKey(row.getInt(1), row.getInt(2), row.getLong(3)),
            link.owner(),
            link.key().domain(),
            digest(link.target()),
            orEmpty(link.foldedName()));
    return holder.isEmpty()
        ? Optional.empty()
        : find(session, holder.get()).filter(known -> known.isLive(link.createdAt()));
  }

  private Optional<Link> find(Session session, LinkKey key) throws SQLException {
    return session
        .first(sql.of(Phrase.FIND_LINK), LinkRow::read, key.domain(), key.epoch(), key.number())
        .map(LinkRow::link);
  }

  static byte[] digest(String target) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static NewLink.Idempotency required(NewLink.@Nullable Idempotency idempotency) {
    if (idempotency == null) {
      throw new IllegalStateException("no request without an idempotency key is ever refused");
    }
    return idempotency;
  }

  private record Request(String digest, LinkKey key) {
    static Request read(ResultSet row) throws SQLException {
      return new Request(
          row.getString(1), new LinkKey(row.getInt(2), row.getInt(3), row.getLong(4)));
    }
  }
}
