package terse.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkState;
import terse.link.LinkStore;
import terse.link.NameStore;
import terse.link.NewLink;
import terse.link.UpdateOutcome;

/**
 * Links in memory: the reference form of {@link LinkStore}. One lock stands in for transactions and
 * constraints. It ends with its process, so nothing in it is durable, and it forgets no idempotency
 * key.
 */
public final class MemoryLinkStore implements LinkStore, NameStore {
  private final Map<LinkKey, Link> links = new TreeMap<>();
  private final NavigableMap<Name, LinkKey> names = new TreeMap<>();
  private final Map<LinkKey, String> foldedNames = new HashMap<>();
  private final Map<Reuse, LinkKey> reusable = new HashMap<>();
  private final Map<Request, Answer> answers = new HashMap<>();
  private final MemoryFeed feed;

  /** A store with a feed of its own. */
  public MemoryLinkStore() {
    this(new MemoryFeed());
  }

  /**
   * @param feed what changes are told to
   */
  public MemoryLinkStore(MemoryFeed feed) {
    this.feed = feed;
  }

  @Override
  public synchronized List<InsertOutcome> insertAll(List<NewLink> added) {
    return added.stream().map(this::decide).toList();
  }

  @Override
  public synchronized Optional<Link> find(LinkKey key) {
    return Optional.ofNullable(links.get(key));
  }

  @Override
  public synchronized Optional<Link> findByName(int domain, String foldedName) {
    return Optional.ofNullable(names.get(new Name(domain, foldedName))).map(this::get);
  }

  @Override
  public synchronized List<Name> namesAfter(Name last, int limit) {
    return names.tailMap(last, false).keySet().stream().limit(limit).toList();
  }

  @Override
  public synchronized UpdateOutcome update(Link changed, long expectedVersion) {
    Link current = links.get(changed.key());
    if (current == null || current.state() == LinkState.DELETED) {
      return new UpdateOutcome.Missing();
    }
    if (current.version() != expectedVersion) {
      return new UpdateOutcome.Stale(current);
    }
    Link stored = current.changedTo(changed);
    if (stored.state() != LinkState.ACTIVE
        || stored.isLimited()
        || !stored.target().equals(current.target())) {
      reusable.remove(reuseOf(current), current.key());
    }
    links.put(stored.key(), stored);
    tell(stored);
    return new UpdateOutcome.Updated(stored);
  }

  @Override
  public synchronized LinkPage list(LinkQuery query) {
    return MemoryListing.page(links.values(), query);
  }

  @Override
  public synchronized List<FeedEntry> feedAfter(long position, int limit) {
    return feed.after(position, limit);
  }

  @Override
  public synchronized long feedPosition() {
    return feed.position();
  }

  @Override
  public synchronized long count() {
    return links.values().stream().filter(link -> link.state() != LinkState.DELETED).count();
  }

  /** Does nothing: there is nothing to release. */
  @Override
  public void close() {}

  private InsertOutcome decide(NewLink added) {
    Request request = Request.of(added);
    Answer earlier = request == null ? null : answers.get(request);
    if (earlier != null && added.idempotency() != null) {
      return earlier.digest().equals(added.idempotency().digest())
          ? new InsertOutcome.Replayed(get(earlier.key()))
          : new InsertOutcome.Mismatch();
    }
    InsertOutcome outcome = insertOrReuse(added);
    if (request != null && added.idempotency() != null) {
      remember(request, added.idempotency().digest(), outcome);
    }
    return outcome;
  }

  private void remember(Request request, String digest, InsertOutcome outcome) {
    switch (outcome) {
      case InsertOutcome.Inserted(Link link) -> answers.put(request, new Answer(digest, link));
      case InsertOutcome.Reused(Link link) -> answers.put(request, new Answer(digest, link));
      case InsertOutcome.Taken _, InsertOutcome.Replayed _, InsertOutcome.Mismatch _ -> {}
    }
  }

  private InsertOutcome insertOrReuse(NewLink added) {
    Optional<Link> known = added.reuse() ? reusableFor(added) : Optional.empty();
    if (known.isPresent()) {
      return new InsertOutcome.Reused(known.get());
    }
    if (added.foldedName() != null
        && names.containsKey(new Name(added.key().domain(), added.foldedName()))) {
      return new InsertOutcome.Taken();
    }
    return new InsertOutcome.Inserted(put(added));
  }

  private Optional<Link> reusableFor(NewLink added) {
    return Optional.ofNullable(reusable.get(Reuse.of(added)))
        .map(this::get)
        .filter(link -> link.isLive(added.createdAt()));
  }

  private Link put(NewLink added) {
    Link link = added.toLink();
    if (links.putIfAbsent(link.key(), link) != null) {
      throw new TerseException(Fault.INTERNAL, "A link key was inserted twice.");
    }
    if (added.foldedName() != null) {
      names.put(new Name(link.key().domain(), added.foldedName()), link.key());
      foldedNames.put(link.key(), added.foldedName());
      tell(link);
    }
    if (added.reuse()) {
      reusable.put(Reuse.of(added), link.key());
    }
    return link;
  }

  private void tell(Link link) {
    feed.tell(
        position ->
            new FeedEntry.LinkChanged(
                position, link.key(), foldedNames.get(link.key()), link.version()));
  }

  private Reuse reuseOf(Link link) {
    String alias = link.key().isNamed() ? foldedNames.get(link.key()) : null;
    return new Reuse(link.owner(), link.key().domain(), link.target(), alias);
  }

  private Link get(LinkKey key) {
    Link link = links.get(key);
    if (link == null) {
      throw new IllegalStateException("no link under a remembered key");
    }
    return link;
  }

  private record Reuse(int owner, int domain, String target, @Nullable String foldedName) {
    static Reuse of(NewLink link) {
      return new Reuse(link.owner(), link.key().domain(), link.target(), link.reusedName());
    }
  }

  private record Request(int owner, String key) {
    static @Nullable Request of(NewLink link) {
      return link.idempotency() == null
          ? null
          : new Request(link.owner(), link.idempotency().key());
    }
  }

  private record Answer(String digest, LinkKey key) {
    Answer(String digest, Link link) {
      this(digest, link.key());
    }
  }
}
