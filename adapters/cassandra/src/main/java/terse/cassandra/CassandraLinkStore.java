package terse.cassandra;

import java.util.List;
import java.util.Optional;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkStore;
import terse.link.NewLink;
import terse.link.UpdateOutcome;

/** Links in Cassandra. */
final class CassandraLinkStore implements LinkStore {
  private final Places places;
  private final LinkInserts inserts;
  private final LinkUpdates updates;
  private final Listing listing;
  private final FeedReader feed;
  private final Runnable closing;

  CassandraLinkStore(
      Places places,
      LinkInserts inserts,
      LinkUpdates updates,
      Listing listing,
      FeedReader feed,
      Runnable closing) {
    this.places = places;
    this.inserts = inserts;
    this.updates = updates;
    this.listing = listing;
    this.feed = feed;
    this.closing = closing;
  }

  @Override
  public List<InsertOutcome> insertAll(List<NewLink> links) {
    return inserts.all(links);
  }

  @Override
  public Optional<Link> find(LinkKey key) {
    return places.find(key).map(LinkRow::link);
  }

  @Override
  public Optional<Link> findByName(int domain, String foldedName) {
    return places.findByName(domain, foldedName).map(LinkRow::link);
  }

  @Override
  public UpdateOutcome update(Link changed, long expectedVersion) {
    return updates.update(changed, expectedVersion);
  }

  @Override
  public LinkPage list(LinkQuery query) {
    return listing.page(query);
  }

  @Override
  public List<FeedEntry> feedAfter(long position, int limit) {
    return feed.after(position, limit);
  }

  @Override
  public long feedPosition() {
    return feed.position();
  }

  @Override
  public long count() {
    return listing.count();
  }

  @Override
  public void close() {
    closing.run();
  }
}
