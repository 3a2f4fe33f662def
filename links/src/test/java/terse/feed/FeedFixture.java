package terse.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.GrantStore;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkStore;
import terse.link.NewLink;
import terse.link.UpdateOutcome;
import terse.memory.MemoryFeed;
import terse.memory.MemoryGrantStore;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryNodeStore;

/** Nodes of one process over stores in memory that can be cut off, at a steered time. */
final class FeedFixture {
  final SteeredTime time = new SteeredTime();
  private final MemoryFeed outbox = new MemoryFeed();
  final GrantStore grants = new MemoryGrantStore(outbox, InstantSource.system());
  final MemoryNodeStore nodes = new MemoryNodeStore();
  private final LinkStore links = new MemoryLinkStore(outbox);

  /** A node with rounds that tests run by hand. */
  final class TestNode implements FeedListener, LinkStore {
    final List<FeedEntry> told = new ArrayList<>();
    final Feed feed;
    volatile @Nullable Fault trouble;
    long keys;
    long forgottenBelow;
    int startedOver;

    TestNode(String name, FeedSettings settings) {
      feed = Feed.shared(this, nodes, name, name, this, settings, time);
    }

    Standing standing() {
      return feed.standing(time.nanos());
    }

    @Override
    public void told(FeedEntry entry) {
      told.add(entry);
    }

    @Override
    public void startOver() {
      startedOver++;
    }

    @Override
    public long keys() {
      return keys;
    }

    private void check() {
      Fault fault = trouble;
      if (fault != null) {
        throw new TerseException(fault, "steered");
      }
    }

    @Override
    public List<FeedEntry> feedAfter(long position, int limit) {
      check();
      return links.feedAfter(Math.max(position, forgottenBelow - 1), limit);
    }

    @Override
    public long feedPosition() {
      check();
      return links.feedPosition();
    }

    @Override
    public List<InsertOutcome> insertAll(List<NewLink> added) {
      return links.insertAll(added);
    }

    @Override
    public Optional<Link> find(LinkKey key) {
      return links.find(key);
    }

    @Override
    public Optional<Link> findByName(int domain, String foldedName) {
      return links.findByName(domain, foldedName);
    }

    @Override
    public UpdateOutcome update(Link changed, long expectedVersion) {
      return links.update(changed, expectedVersion);
    }

    @Override
    public LinkPage list(LinkQuery query) {
      return links.list(query);
    }

    @Override
    public long count() {
      return links.count();
    }

    @Override
    public void close() {
      feed.close();
    }
  }

  /** A node that has made its first round. */
  TestNode node(String name) {
    TestNode node = new TestNode(name, FeedSettings.STANDARD);
    node.feed.round();
    return node;
  }

  void pass(long millis) {
    time.pass(Duration.ofMillis(millis));
  }
}
