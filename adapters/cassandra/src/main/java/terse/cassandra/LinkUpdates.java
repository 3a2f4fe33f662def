package terse.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import terse.link.Link;
import terse.link.LinkState;
import terse.link.UpdateOutcome;

/** Changes links: the log says what is to be done, then a lightweight transaction does it. */
final class LinkUpdates {
  private final Places places;
  private final Listing listing;
  private final FeedLog log;
  private final FeedReader feed;
  private final Stripes links = new Stripes();

  LinkUpdates(Places places, Listing listing, FeedLog log, FeedReader feed) {
    this.places = places;
    this.listing = listing;
    this.log = log;
    this.feed = feed;
  }

  UpdateOutcome update(Link changed, long expectedVersion) {
    return links.alone(changed.key(), () -> decide(changed, expectedVersion));
  }

  private UpdateOutcome decide(Link changed, long expectedVersion) {
    Optional<LinkRow> found = places.find(changed.key());
    if (!isAt(found, expectedVersion)) {
      return refusal(found);
    }
    LinkRow row = found.orElseThrow();
    Link next = row.link().changedTo(changed);
    listing.addTags(next, without(next.tags(), row.link().tags()));
    Body body = new Body(next, row.foldedName(), false, row.changes());
    if (!feed.finish(log.append(Entry.ofLink(Entry.Kind.EDITED, body)))) {
      return refusal(places.settled(changed.key()));
    }
    forget(row.link(), next);
    return new UpdateOutcome.Updated(next);
  }

  private static boolean isAt(Optional<LinkRow> found, long version) {
    return found
        .map(LinkRow::link)
        .filter(link -> link.state() != LinkState.DELETED && link.version() == version)
        .isPresent();
  }

  private static UpdateOutcome refusal(Optional<LinkRow> found) {
    return found
        .map(LinkRow::link)
        .filter(link -> link.state() != LinkState.DELETED)
        .<UpdateOutcome>map(UpdateOutcome.Stale::new)
        .orElseGet(UpdateOutcome.Missing::new);
  }

  private void forget(Link before, Link next) {
    if (next.state() == LinkState.DELETED) {
      listing.remove(before);
    } else {
      listing.removeTags(before, without(before.tags(), next.tags()));
    }
  }

  private static List<String> without(List<String> all, List<String> others) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(others);
    return rest;
  }
}
