package terse.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkCursor;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkStore;
import terse.link.NewLink;
import terse.link.UpdateOutcome;

/** Links in SQL: changes go through the writer, look-ups and listings through readers apart. */
final class SqlLinkStore implements LinkStore {
  private final Wording sql;
  private final LinkInserts inserts;
  private final LinkUpdates updates;
  private final LinkListing listing;
  private final Writes writer;
  private final Reads lookups;
  private final Reads listings;
  private final Reads feed;
  private final Runnable close;

  SqlLinkStore(
      Wording sql,
      LinkInserts inserts,
      LinkUpdates updates,
      LinkListing listing,
      Writes writer,
      Reads lookups,
      Reads listings,
      Reads feed,
      Runnable close) {
    this.sql = sql;
    this.inserts = inserts;
    this.updates = updates;
    this.listing = listing;
    this.writer = writer;
    this.lookups = lookups;
    this.listings = listings;
    this.feed = feed;
    this.close = close;
  }

  @Override
  public List<InsertOutcome> insertAll(List<NewLink> links) {
    if (links.isEmpty()) {
      return List.of();
    }
    List<Insert> asked = Insert.of(links);
    WriteTask.Work<List<InsertOutcome>> work = session -> inserts.insertAll(session, asked);
    boolean told = links.stream().anyMatch(link -> link.foldedName() != null);
    return told ? writer.writeInOrder(asked.size(), work) : writer.write(asked.size(), work);
  }

  @Override
  public Optional<Link> find(LinkKey key) {
    return lookups.read(
        session ->
            session
                .first(
                    sql.of(Phrase.FIND_LINK),
                    LinkRow::read,
                    key.domain(),
                    key.epoch(),
                    key.number())
                .map(LinkRow::link));
  }

  @Override
  public Optional<Link> findByName(int domain, String foldedName) {
    return lookups.read(
        session ->
            session
                .first(sql.of(Phrase.FIND_BY_NAME), LinkRow::read, domain, foldedName)
                .map(LinkRow::link));
  }

  @Override
  public UpdateOutcome update(Link changed, long expectedVersion) {
    return writer.writeInOrder(1, session -> updates.update(session, changed, expectedVersion));
  }

  @Override
  public LinkPage list(LinkQuery query) {
    LinkCursor after = query.after() == null ? null : LinkCursor.parse(query.sort(), query.after());
    return listings.read(session -> listing.page(session, query, after));
  }

  @Override
  public List<FeedEntry> feedAfter(long position, int limit) {
    return feed.read(
        session -> session.all(sql.of(Phrase.FEED_AFTER), Outbox::entry, position, limit));
  }

  @Override
  public long feedPosition() {
    return feed.read(session -> number(session, sql.of(Phrase.FEED_POSITION)));
  }

  @Override
  public long count() {
    return lookups.read(session -> number(session, sql.of(Phrase.COUNT)));
  }

  @Override
  public void close() {
    close.run();
  }

  private static long number(Session session, String query) throws SQLException {
    return session.first(query, row -> row.getLong(1)).orElse(0L);
  }
}
