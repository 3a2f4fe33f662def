package terse.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkStore;
import terse.link.NewLink;
import terse.link.UpdateOutcome;

/**
 * A store made wrongly on purpose: it looks whether a name is free and inserts then. Two callers
 * meet in between, should two come.
 */
final class CheckingLinkStore implements LinkStore {
  private final Map<String, Link> byName = new ConcurrentHashMap<>();
  private final CountDownLatch gap = new CountDownLatch(2);

  @Override
  public List<InsertOutcome> insertAll(List<NewLink> links) {
    return links.stream().map(this::checkThenInsert).toList();
  }

  private InsertOutcome checkThenInsert(NewLink link) {
    String name = String.valueOf(link.foldedName());
    if (byName.containsKey(name)) {
      return new InsertOutcome.Taken();
    }
    meet();
    byName.put(name, link.toLink());
    return new InsertOutcome.Inserted(link.toLink());
  }

  private void meet() {
    gap.countDown();
    try {
      gap.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<Link> find(LinkKey key) {
    return byName.values().stream().filter(link -> link.key().equals(key)).findFirst();
  }

  @Override
  public Optional<Link> findByName(int domain, String foldedName) {
    return Optional.ofNullable(byName.get(foldedName));
  }

  @Override
  public UpdateOutcome update(Link changed, long expectedVersion) {
    return new UpdateOutcome.Missing();
  }

  @Override
  public LinkPage list(LinkQuery query) {
    return new LinkPage(List.copyOf(byName.values()), null);
  }

  @Override
  public List<FeedEntry> feedAfter(long position, int limit) {
    return List.of();
  }

  @Override
  public long feedPosition() {
    return 0;
  }

  @Override
  public long count() {
    return byName.size();
  }

  @Override
  public void close() {}
}
