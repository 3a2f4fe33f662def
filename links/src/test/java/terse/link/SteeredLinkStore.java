package terse.link;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.memory.MemoryFeed;
import terse.memory.MemoryLinkStore;

/** A store in memory that counts calls and, when told so, fails before or after it has written. */
final class SteeredLinkStore implements LinkStore {
  private final MemoryLinkStore memory;
  int inserts;
  int reads;
  @Nullable Fault failBeforeWrite;
  @Nullable Fault failAfterWrite;
  @Nullable Fault failRead;
  Runnable beforeUpdate = () -> {};

  SteeredLinkStore() {
    this(new MemoryFeed());
  }

  SteeredLinkStore(MemoryFeed feed) {
    memory = new MemoryLinkStore(feed);
  }

  @Override
  public List<InsertOutcome> insertAll(List<NewLink> links) {
    inserts++;
    fail(failBeforeWrite);
    List<InsertOutcome> outcomes = memory.insertAll(links);
    fail(failAfterWrite);
    return outcomes;
  }

  @Override
  public UpdateOutcome update(Link changed, long expectedVersion) {
    beforeUpdate.run();
    fail(failBeforeWrite);
    UpdateOutcome outcome = memory.update(changed, expectedVersion);
    fail(failAfterWrite);
    return outcome;
  }

  @Override
  public Optional<Link> find(LinkKey key) {
    reads++;
    fail(failRead);
    return memory.find(key);
  }

  @Override
  public Optional<Link> findByName(int domain, String foldedName) {
    reads++;
    fail(failRead);
    return memory.findByName(domain, foldedName);
  }

  private static void fail(@Nullable Fault fault) {
    if (fault != null) {
      throw new TerseException(fault, "steered");
    }
  }

  @Override
  public LinkPage list(LinkQuery query) {
    return memory.list(query);
  }

  @Override
  public List<FeedEntry> feedAfter(long position, int limit) {
    return memory.feedAfter(position, limit);
  }

  @Override
  public long feedPosition() {
    return memory.feedPosition();
  }

  @Override
  public long count() {
    return memory.count();
  }

  @Override
  public void close() {
    memory.close();
  }
}
