package terse.cassandra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;

/**
 * Inserts links. One whose code follows from its counter contends with nobody and is written
 * plainly; what it is asked by (a request, a link to be reused, a name) is decided first, each by a
 * lightweight transaction that holds all that is needed to finish what it began.
 */
final class LinkInserts {
  private final Places places;
  private final Listing listing;
  private final FeedLog log;
  private final FeedReader feed;
  private final Together together;
  private final Requests requests;
  private final Reuses reuses;
  private final Stripes names = new Stripes();

  /**
   * @param together used for nothing that an insert waits for
   */
  LinkInserts(
      Cql cql, Places places, Listing listing, FeedLog log, FeedReader feed, Together together) {
    this.places = places;
    this.listing = listing;
    this.log = log;
    this.feed = feed;
    this.together = together;
    this.reuses = new Reuses(cql, places, this::placed);
    this.requests = new Requests(cql, places, this::attempt);
  }

  /** Makes a link, whoever asks for it first; made twice it is there once. */
  interface Placing {
    InsertOutcome place(NewLink added);
  }

  List<InsertOutcome> all(List<NewLink> added) {
    List<InsertOutcome> outcomes = new ArrayList<>();
    int from = 0;
    while (from < added.size()) {
      int to = from + apart(added.subList(from, added.size()));
      outcomes.addAll(atOnce(added.subList(from, to)));
      from = to;
    }
    return outcomes;
  }

  /** How many, from the first on, can be decided at once since they want different things. */
  private static int apart(List<NewLink> added) {
    Set<Object> wanted = new HashSet<>();
    int count = 0;
    for (NewLink each : added) {
      if (!wants(each).allMatch(wanted::add)) {
        break;
      }
      count++;
    }
    return count;
  }

  private static Stream<Object> wants(NewLink added) {
    NewLink.Idempotency asked = added.idempotency();
    Object name = List.of("name", added.key().domain(), String.valueOf(added.foldedName()));
    return Stream.of(
            asked == null ? null : List.of("request", added.owner(), asked.key()),
            added.reuse() ? ReuseKey.of(added) : null,
            added.foldedName() == null ? null : name)
        .filter(java.util.Objects::nonNull)
        .map(each -> each);
  }

  private List<InsertOutcome> atOnce(List<NewLink> added) {
    listing.add(added.stream().filter(LinkInserts::isFree).map(NewLink::toLink).toList());
    return together.each(added, this::decide);
  }

  private static boolean isFree(NewLink added) {
    return added.idempotency() == null && !added.reuse() && added.foldedName() == null;
  }

  private InsertOutcome decide(NewLink added) {
    if (isFree(added)) {
      refuseIfThere(added.key());
      return made(added);
    }
    return added.idempotency() == null ? attempt(added) : requests.decide(added);
  }

  /**
   * The number is the caller's alone, so this shows a defect; it is not what makes links unique.
   */
  private void refuseIfThere(LinkKey key) {
    if (places.find(key).isPresent()) {
      throw new TerseException(Fault.INTERNAL, "A link key was inserted twice.");
    }
  }

  private InsertOutcome made(NewLink added) {
    Link link = added.toLink();
    places.make(link);
    return new InsertOutcome.Inserted(link);
  }

  private InsertOutcome attempt(NewLink added) {
    return added.reuse() ? reuses.decide(added) : placed(added);
  }

  private InsertOutcome placed(NewLink added) {
    Link link = added.toLink();
    String folded = added.foldedName();
    if (folded != null) {
      return names.alone(List.of(link.key().domain(), folded), () -> named(added, link, folded));
    }
    Optional<LinkRow> there = places.find(link.key());
    if (there.isPresent()) {
      return ownOrDefect(added, there.get());
    }
    listing.add(List.of(link));
    return made(added);
  }

  /** What is there already was made for this very request by somebody who wanted its outcome. */
  private static InsertOutcome ownOrDefect(NewLink added, LinkRow there) {
    boolean isOwn =
        there.link().owner() == added.owner() && there.link().createdAt().equals(added.createdAt());
    if (!isOwn) {
      throw new TerseException(Fault.INTERNAL, "A link key was inserted twice.");
    }
    return new InsertOutcome.Inserted(there.link());
  }

  private InsertOutcome named(NewLink added, Link link, String folded) {
    Optional<LinkRow> holder = places.findByName(link.key().domain(), folded);
    if (holder.isPresent()) {
      return held(link, holder.get());
    }
    listing.add(List.of(link));
    places.point(link.key(), folded);
    Entry entry =
        log.append(
            Entry.ofLink(Entry.Kind.NAMED, new Body(link, folded, added.reuse(), List.of())));
    if (feed.finish(entry)) {
      return new InsertOutcome.Inserted(link);
    }
    listing.remove(link);
    return new InsertOutcome.Taken();
  }

  private static InsertOutcome held(Link link, LinkRow holder) {
    return holder.link().key().equals(link.key())
        ? new InsertOutcome.Inserted(holder.link())
        : new InsertOutcome.Taken();
  }

  /** A link as somebody else asked for it, to be finished for them. */
  static NewLink again(Body body) {
    Link link = body.link();
    @Nullable String name = link.name();
    return new NewLink(
        link.key(),
        name,
        body.foldedName(),
        link.target(),
        link.owner(),
        link.title(),
        link.tags(),
        link.status(),
        link.createdAt(),
        link.expiresAt(),
        link.maxVisits(),
        null,
        body.reuse());
  }

  static Body intent(NewLink added) {
    return new Body(added.toLink(), added.foldedName(), added.reuse(), List.of());
  }
}
